import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';

/** Properties of `PublicImageRepository`. */
export interface PublicImageRepositoryProps {
  /**
   * The name of the repository. Lower case.
   *
   * @default - a name made by CloudFormation
   */
  readonly repositoryName?: string;

  /**
   * One line about the images, at most 1,024 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * What the images hold, in Markdown.
   *
   * @default - none
   */
  readonly about?: string;

  /**
   * How the images are used, in Markdown.
   *
   * @default - none
   */
  readonly usage?: string;

  /**
   * Architectures of the images, for example `ARM 64`, `x86-64`.
   *
   * @default - none named
   */
  readonly architectures?: string[];
}

/** A repository of Amazon ECR Public, from which everyone may pull. Exists in us-east-1 only. */
export class PublicImageRepository extends Construct {
  /** The repository of the CDK that this construct holds. */
  public readonly repository: ecr.CfnPublicRepository;

  constructor(scope: Construct, id: string, props: PublicImageRepositoryProps = {}) {
    super(scope, id);
    if ((props.description?.length ?? 0) > 1024) throw new Error(`\`description\` may hold 1,024 characters, got ${props.description?.length}`);
    this.repository = new ecr.CfnPublicRepository(this, 'Resource', {
      repositoryName: props.repositoryName,
      repositoryCatalogData: {
        RepositoryDescription: props.description, AboutText: props.about, UsageText: props.usage, Architectures: props.architectures,
      },
    });
  }
}
