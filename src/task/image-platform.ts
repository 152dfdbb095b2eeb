import * as ecr_assets from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { IConstruct } from 'constructs';
import { warn } from '../validation/warn';

/** What an image of a Dockerfile is made from. */
interface DockerfileSource {
  readonly directory: string;
  readonly props: ecs.AssetImageProps;
}

/**
 * Builds a Dockerfile for the architecture the task runs on. Without a platform Docker builds for the machine it runs on, so that a
 * laptop with an ARM processor makes images that stop with "exec format error" on x86-64.
 *
 * @param architecture undefined when nothing says where the task runs: then the image stays as it is
 */
export function matchPlatform(container: string, image: ecs.ContainerImage, architecture: ecs.CpuArchitecture | undefined): ecs.ContainerImage {
  const source = sourceOf(image);
  if (source === undefined || architecture === undefined) return image;
  const wanted = PLATFORMS.find(([name]) => name === architecture._cpuArchitecture)?.[1];
  if (wanted === undefined) return image;
  const { platform } = source.props;
  if (platform === undefined) return new ecs.AssetImage(source.directory, { ...source.props, platform: wanted });
  if (KNOWN.includes(platform.platform) && platform.platform !== wanted.platform) {
    throw new Error(`\`platform\` of the image of ${container} must be ${wanted.platform}, where the task runs, got ${platform.platform}`);
  }
  return image;
}

/** Warns of an image that is built for whatever machine builds it, since nothing says where the task runs. */
export function warnPlatform(scope: IConstruct, container: string, image: ecs.ContainerImage, architecture: ecs.CpuArchitecture | undefined): void {
  if (architecture !== undefined || sourceOf(image) === undefined || sourceOf(image)?.props.platform !== undefined) return;
  warn(scope, `stowage-image-platform-${container}`, `\`image\` of ${container} is built for the processor of the machine that builds it, because ` +
    'nothing says on which the task runs; give `runtimePlatform`, or `architecture` of the capacity');
}

/** The CDK keeps these to itself; a version that calls them otherwise leaves the image as it is. */
function sourceOf(image: ecs.ContainerImage): DockerfileSource | undefined {
  const { directory, props } = image as Partial<DockerfileSource> & ecs.ContainerImage;
  return typeof directory === 'string' && typeof props === 'object' ? { directory, props } : undefined;
}

const PLATFORMS: readonly (readonly [string, ecr_assets.Platform])[] = [
  [ecs.CpuArchitecture.X86_64._cpuArchitecture, ecr_assets.Platform.LINUX_AMD64],
  [ecs.CpuArchitecture.ARM64._cpuArchitecture, ecr_assets.Platform.LINUX_ARM64],
];

/** Other platforms, such as Windows, say more than an architecture. */
const KNOWN = PLATFORMS.map(([, { platform }]) => platform);
