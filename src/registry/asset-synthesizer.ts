import { Aws, DefaultStackSynthesizer, DockerImageAssetLocation, DockerImageAssetSource, ISynthesisSession, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArtifactManifest, ArtifactType } from 'aws-cdk-lib/cloud-assembly-schema';
import { AssetSynthesizerOptions } from './asset-synthesizer-options';

/** What the synthesizer needs to know of the repository. */
export interface AssetRepository {
  readonly stack: Stack;
  readonly repositoryName: string;
  /** Called for each tag that the stack uses. */
  readonly hold: (tag: string) => void;
}

/** Sends the images of a stack to a repository of another stack, which is deployed before it. */
export class RepositorySynthesizer extends DefaultStackSynthesizer {
  constructor(
    private readonly target: AssetRepository,
    { tagPrefix, qualifier }: AssetSynthesizerOptions,
  ) {
    super({ imageAssetsRepositoryName: target.repositoryName, dockerTagPrefix: tagPrefix, qualifier });
  }

  public override bind(stack: Stack): void {
    if (stack === this.target.stack) {
      throw new Error(
        `\`assetSynthesizer\` must be for another stack than that of the repository, got ${stack.node.path}: images are pushed before their stack is made`,
      );
    }
    for (const part of ['account', 'region'] as const) {
      const [there, here] = [this.target.stack[part], stack[part]];
      if (Token.isUnresolved(there) || Token.isUnresolved(here) || there === here) continue;
      throw new Error(`\`${part}\` of ${stack.node.path} must be that of the repository (${there}), got ${here}`);
    }
    super.bind(stack);
    deployAfter(stack, this.target.stack, 'its images are pushed to a repository of that stack');
  }

  /** The CLI builds images before it deploys anything, and looks for their repository first, so that the images wait for its stack as well. */
  public override synthesize(session: ISynthesisSession): void {
    const { assembly } = session;
    const waiting = (manifest: ArtifactManifest): ArtifactManifest => manifest.type !== ArtifactType.ASSET_MANIFEST ? manifest : {
      ...manifest, dependencies: [...(manifest.dependencies ?? []), this.target.stack.artifactId],
    };
    super.synthesize({
      ...session,
      assembly: Object.create(assembly, {
        addArtifact: { value: (id: string, manifest: ArtifactManifest) => assembly.addArtifact(id, waiting(manifest)) },
      }),
    });
  }

  public override addDockerImageAsset(asset: DockerImageAssetSource): DockerImageAssetLocation {
    const location = super.addDockerImageAsset(asset);
    this.target.hold(location.imageTag ?? asset.sourceHash);
    return location;
  }
}

/** Lets the role with which the CDK publishes images push to the repository. The bootstrap stack lets it push to its own only. */
export function publishStatement(qualifier: string = DefaultStackSynthesizer.DEFAULT_QUALIFIER): iam.PolicyStatement {
  const name = `cdk-${qualifier}-image-publishing-role-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
  return new iam.PolicyStatement({
    sid: `PublishAssets${qualifier.replace(/[^A-Za-z0-9]/g, '')}`,
    principals: [new iam.ArnPrincipal(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${name}`)],
    actions: [
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:CompleteLayerUpload',
      'ecr:DescribeImages',
      'ecr:DescribeRepositories',
      'ecr:GetDownloadUrlForLayer',
      'ecr:InitiateLayerUpload',
      'ecr:PutImage',
      'ecr:UploadLayerPart',
    ],
  });
}

/** Newer releases of the CDK call it `addStackDependency` and warn of the name that older ones have. */
function deployAfter(stack: Stack, earlier: Stack, reason: string): void {
  const method: unknown = Reflect.get(stack, 'addStackDependency') ?? Reflect.get(stack, 'addDependency');
  (method as Stack['addDependency']).call(stack, earlier, reason);
}
