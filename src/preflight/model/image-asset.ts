import type { Known } from './known';

/** An image that `cdk deploy` builds from a folder of the assembly, and that image names end with the hash of. */
export interface ImageAsset {
  readonly hash: string;
  /** Platform that the build asks for, such as `linux/arm64`; undefined when it is that of the machine that builds. */
  readonly platform?: string;
  /** What its Dockerfile says; unknown when the file is not in the assembly. */
  readonly dockerfile: Known<Dockerfile>;
}

export interface Dockerfile {
  /** Images of its stages, in order; names of build arguments stay as they are written. */
  readonly from: readonly string[];
  /** Platform of the last stage, where `FROM` names one. */
  readonly platform?: string;
  /** Ports of the last stage, such as `8080` or `53/udp`. */
  readonly exposes: readonly string[];
  /** Command of `HEALTHCHECK` of the last stage; ECS does not run it. */
  readonly healthCheck?: string;
  readonly user?: string;
}
