import { CfnCondition, CfnOutput, CfnParameter, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';

/** An image version that is an input of the stack. */
export interface ImageVersionParameterOptions {
  /** The tag or digest (`sha256:` and 64 digits) of the first deployment. Later ones keep what was released. */
  readonly initial: string;
}

/** An image version that a parameter of AWS Systems Manager holds. */
export interface ImageVersionSsmOptions {
  /** The name of the parameter. It must exist before the stack; `aws ssm put-parameter --type String` makes it. */
  readonly parameterName: string;
}

/**
 * The tag or digest of an image, as an input of the stack. A release changes the input and nothing else: no synthesis, and the
 * next deployment of the stack keeps it, so that releases and deployments do not undo each other.
 *
 * The command line of a release is an output of the stack.
 */
export class ImageVersion extends Construct {
  /**
   * The version is a parameter of the stack.
   *
   * @param id names the parameter and its output
   */
  public static stackParameter(scope: Construct, id: string, options: ImageVersionParameterOptions): ImageVersion {
    if (!VERSION.test(options.initial)) {
      throw new Error(`\`initial\` must be a tag or a digest (sha256: and 64 hexadecimal digits), got ${options.initial}`);
    }
    return new ImageVersion(scope, id, { type: 'String', default: options.initial, allowedPattern: VERSION.source });
  }

  /**
   * The version is in a parameter of AWS Systems Manager, which other stacks and pipelines can read.
   *
   * @param id names the parameter of the stack and its output
   */
  public static ssmParameter(scope: Construct, id: string, options: ImageVersionSsmOptions): ImageVersion {
    return new ImageVersion(scope, id, { type: 'AWS::SSM::Parameter::Value<String>', default: options.parameterName }, options.parameterName);
  }

  /** The line that releases a version: replace `NEW_VERSION` by a tag or digest. */
  public readonly releaseCommand: string;

  private readonly parameter: CfnParameter;
  private readonly isDigest: CfnCondition;

  private constructor(scope: Construct, id: string, props: { type: string; default: string; allowedPattern?: string }, ssmName?: string) {
    super(scope, id);
    if (Stack.of(this) instanceof NestedStack) {
      throw new Error(`an image version must be in a stack that is deployed by itself, got ${this.node.path} in a nested one`);
    }
    this.parameter = new CfnParameter(this, 'Version', { ...props, description: `Image version of ${this.node.path}` });
    this.isDigest = new CfnCondition(this, 'IsDigest', {
      expression: Fn.conditionEquals(Fn.select(0, Fn.split(':', this.parameter.valueAsString)), 'sha256'),
    });
    this.releaseCommand = ssmName === undefined ? this.updateStack('NEW_VERSION') : `${this.putParameter(ssmName)} && ${this.updateStack()}`;
    new CfnOutput(this, 'ReleaseCommand', { value: this.releaseCommand });
  }

  /**
   * The image of this version in a repository of Amazon ECR, with the right to pull it.
   *
   * @param repository the repository, for example `images.repository` of an `ImageRepository`
   */
  public imageIn(repository: ecr.IRepository): ecs.ContainerImage {
    return new VersionedImage(this.addressIn(repository.repositoryUri), repository);
  }

  /**
   * The image of this version in another registry.
   *
   * @param name the image without tag or digest
   */
  public imageOf(name: string): ecs.ContainerImage {
    return ecs.ContainerImage.fromRegistry(this.addressIn(name));
  }

  private addressIn(name: string): string {
    const version = this.parameter.valueAsString;
    return Fn.conditionIf(this.isDigest.logicalId, `${name}@${version}`, `${name}:${version}`).toString();
  }

  private putParameter(name: string): string {
    return `aws ssm put-parameter --region ${Stack.of(this).region} --name ${name} --value NEW_VERSION --overwrite`;
  }

  /** Every other parameter keeps its value; which there are is known at the very end, when the CDK has added its own. */
  private updateStack(value?: string): string {
    const stack = Stack.of(this);
    const own = `ParameterKey=${this.parameter.logicalId},` + (value === undefined ? 'UsePreviousValue=true' : `ParameterValue=${value}`);
    const others = Lazy.uncachedString({
      produce: () => parametersOf(stack).filter((each) => each !== this.parameter)
        .map(({ logicalId }) => ` ParameterKey=${String(stack.resolve(logicalId))},UsePreviousValue=true`).sort().join(''),
    });
    return `aws cloudformation update-stack --region ${stack.region} --stack-name ${stack.stackName} --use-previous-template ` +
      `--capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND --parameters ${own}${others}`;
  }
}

const VERSION = /^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/;

function parametersOf(stack: Stack): CfnParameter[] {
  return stack.node.findAll().filter((each): each is CfnParameter => each instanceof CfnParameter && each.stack === stack);
}

class VersionedImage extends ecs.ContainerImage {
  constructor(private readonly imageName: string, private readonly repository: ecr.IRepository) {
    super();
  }

  public bind(_scope: Construct, container: ecs.ContainerDefinition): ecs.ContainerImageConfig {
    this.repository.grantPull(container.taskDefinition.obtainExecutionRole());
    return { imageName: this.imageName };
  }
}
