import { Size, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { wholeMebibytesOf } from './check-value';

/** The FireLens container that routes the log events of the other containers. */
export interface LogRouterOptions {
  /**
   * Fluent Bit or Fluentd.
   *
   * @default FirelensLogRouterType.FLUENTBIT
   */
  readonly type?: ecs.FirelensLogRouterType;

  /**
   * The image of the router. Needed for Fluentd.
   *
   * @default - AWS for Fluent Bit, at a fixed version
   */
  readonly image?: ecs.ContainerImage;

  /**
   * What is kept for the router when memory is short.
   *
   * @default - 64 MiB
   */
  readonly memoryReservation?: Size;

  /**
   * The path in the image, or the ARN in S3, of a configuration that is added to the one ECS writes.
   *
   * @default - only the one ECS writes
   */
  readonly configuration?: string;
}

/** Of a bucket in the app the ARN is known only at deployment; a path in an image is known. */
function isArn(configuration: string): boolean {
  return Token.isUnresolved(configuration) || configuration.startsWith('arn:');
}

/** The router as the CDK takes it. It is essential: containers that log to a router that is gone stop writing. */
export function toRouterOptions(options: LogRouterOptions, logging: ecs.LogDriver): ecs.FirelensLogRouterDefinitionOptions {
  const type = options.type ?? ecs.FirelensLogRouterType.FLUENTBIT;
  if (type === ecs.FirelensLogRouterType.FLUENTD && !options.image) {throw new Error('`image` must be given for Fluentd, got none: AWS has no public one');}
  return {
    image: options.image ?? ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.14'),
    essential: true,
    memoryReservationMiB: wholeMebibytesOf(options.memoryReservation ?? Size.mebibytes(64)),
    user: '0',
    logging,
    firelensConfig: {
      type,
      options: {
        enableECSLogMetadata: true,
        ...(options.configuration === undefined
          ? {}
          : {
            configFileType: isArn(options.configuration) ? ecs.FirelensConfigFileType.S3 : ecs.FirelensConfigFileType.FILE,
            configFileValue: options.configuration,
          }),
      },
    },
  };
}
