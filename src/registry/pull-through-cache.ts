import { Token } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** A registry whose images Amazon ECR fetches once and keeps. */
export class UpstreamRegistry {
  /** Amazon ECR Public. */
  public static readonly ECR_PUBLIC = new UpstreamRegistry('public.ecr.aws', 'ecr-public', false);

  /** Kubernetes. */
  public static readonly KUBERNETES = new UpstreamRegistry('registry.k8s.io', 'k8s', false);

  /** Quay. */
  public static readonly QUAY = new UpstreamRegistry('quay.io', 'quay', false);

  /** Docker Hub. Needs credentials. */
  public static readonly DOCKER_HUB = new UpstreamRegistry('registry-1.docker.io', 'docker-hub', true);

  /** GitHub Container Registry. Needs credentials. */
  public static readonly GITHUB = new UpstreamRegistry('ghcr.io', 'github-container-registry', true);

  /** GitLab Container Registry. Needs credentials. */
  public static readonly GITLAB = new UpstreamRegistry('registry.gitlab.com', 'gitlab-container-registry', true);

  private constructor(
    /** The host name of the registry. */
    public readonly url: string,
    /** What Amazon ECR calls the registry. */
    public readonly registryName: string,
    /** Whether Amazon ECR needs a user of the registry. */
    public readonly needsCredentials: boolean,
  ) {}
}

/** Properties of `PullThroughCache`. */
export interface PullThroughCacheProps {
  /** The registry that is cached. */
  readonly upstream: UpstreamRegistry;

  /** The first part of the names of the repositories that hold the copies, for example `docker-hub`. */
  readonly prefix: string;

  /**
   * A secret with `username` and `accessToken`. Its name begins with `ecr-pullthroughcache/`.
   *
   * @default - none, which Docker Hub, GitHub and GitLab refuse
   */
  readonly credentials?: secretsmanager.ISecret;
}

/** A rule that makes images of another registry available from Amazon ECR. */
export class PullThroughCache extends Construct {
  /** The rule of the CDK that this construct holds. */
  public readonly rule: ecr.CfnPullThroughCacheRule;

  constructor(scope: Construct, id: string, props: PullThroughCacheProps) {
    super(scope, id);
    checkCache(props);
    this.rule = new ecr.CfnPullThroughCacheRule(this, 'Resource', {
      ecrRepositoryPrefix: props.prefix,
      upstreamRegistry: props.upstream.registryName,
      upstreamRegistryUrl: props.upstream.url,
      credentialArn: props.credentials?.secretArn,
    });
  }

  /**
   * An image of the other registry, for the `image` of a service. The task may have Amazon ECR fetch it, and pull it.
   *
   * @param name its name there with a tag or a digest, for example `library/nginx:1.29`
   */
  public image(name: string): ecs.ContainerImage {
    const match = /^(?<path>[^@]+?)(?:@(?<digest>sha256:[0-9a-f]{64})|:(?<tag>[\w.-]+))$/.exec(name);
    if (!match?.groups) {
      throw new Error(
        `\`image\` of a cache must have a tag or a digest that is known now, got ${Token.isUnresolved(name) ? 'a token' : name}`,
      );
    }
    const { path, digest, tag } = match.groups;
    return new CachedImage(this.rule, path, digest ?? tag);
  }
}

class CachedImage extends ecs.ContainerImage {
  constructor(
    private readonly rule: ecr.CfnPullThroughCacheRule,
    private readonly path: string,
    private readonly tagOrDigest: string,
  ) {
    super();
  }

  public bind(scope: Construct, container: ecs.ContainerDefinition): ecs.ContainerImageConfig {
    const repository = ecr.Repository.fromRepositoryName(scope, 'CachedImages', `${this.rule.ecrRepositoryPrefix}/${this.path}`);
    const executionRole = container.taskDefinition.obtainExecutionRole();
    repository.grantPull(executionRole);
    // The first pull makes the repository and fetches the image.
    executionRole.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
        resources: [repository.repositoryArn],
      }),
    );
    container.taskDefinition.node.addDependency(this.rule);
    return { imageName: repository.repositoryUriForTagOrDigest(this.tagOrDigest) };
  }
}

function checkCache({ upstream, prefix, credentials }: PullThroughCacheProps): void {
  if (!Token.isUnresolved(prefix) && !/^(?=.{2,30}$)[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/.test(prefix)) {
    throw new Error(`\`prefix\` must be 2 to 30 lower-case letters, digits, ., _, - and /, got ${prefix}`);
  }
  if (upstream.needsCredentials && !credentials) throw new Error(`\`credentials\` must be given for ${upstream.url}, got none`);
}
