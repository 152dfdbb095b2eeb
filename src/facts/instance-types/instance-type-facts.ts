/** What the preflight knows of an EC2 instance type. */
export interface InstanceTypeFacts {
  readonly name: string;
  /** Default vCPUs; ECS registers 1,024 CPU units for each. */
  readonly vcpu: number;
  /** Nominal memory. ECS registers less: see `registeredMemory`. */
  readonly memoryMiB: number;
  readonly architectures: readonly Architecture[];
  /** Network interfaces over all network cards, the primary one included. */
  readonly maxEni: number;
  /** awsvpc tasks with ENI trunking on; 0 where ECS does not trunk the type. */
  readonly trunkTaskLimit: number;
  readonly gpus: Gpus;
  readonly otherAccelerators: readonly Accelerator[];
  readonly burstable: boolean;
  readonly bareMetal: boolean;
  /** Undefined for bare metal. */
  readonly hypervisor?: Hypervisor;
  /** Linux, shared tenancy, On-Demand, in the price region; undefined where it is not sold or not known. */
  readonly onDemandUsdPerHour?: number;
  /** Retired types are no longer described by EC2; announced ones not yet. */
  readonly availability: 'offered' | 'retired' | 'announced';
  /** Memory that an instance of the user registers, where an override says so. */
  readonly registeredMemoryMiB?: number;
}

export type Architecture = 'x86_64' | 'arm64' | 'i386' | 'x86_64_mac' | 'arm64_mac';

export type Hypervisor = 'nitro' | 'xen';

/** A fraction of a GPU is one device. */
export interface Gpus {
  readonly count: number;
  /** Manufacturer and name; undefined without a GPU. */
  readonly model?: string;
}

/** Inferentia, Trainium, FPGA, media. */
export interface Accelerator {
  readonly name: string;
  readonly count: number;
}
