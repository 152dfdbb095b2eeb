/** Facts of one EC2 instance type. What is not given stays as the catalog says it. */
export interface CustomInstanceType {
  /** Name as EC2 writes it, for example `m6i.large`. */
  readonly name: string;

  /**
   * vCPUs, of which ECS registers 1,024 CPU units each.
   *
   * @default - as in the catalog; a type that the catalog does not know needs it
   */
  readonly vcpu?: number;

  /**
   * Memory as EC2 advertises it, in MiB.
   *
   * @default - as in the catalog; a type that the catalog does not know needs it
   */
  readonly memoryMiB?: number;

  /**
   * Memory that your instances of the type register with ECS, in MiB: `registeredResources` of a container instance.
   *
   * @default - estimated from the memory of the type, between two bounds
   */
  readonly registeredMemoryMiB?: number;

  /**
   * `x86_64` or `arm64`.
   *
   * @default - as in the catalog; a type that the catalog does not know needs it
   */
  readonly architectures?: string[];

  /**
   * Network interfaces over all network cards, the primary one included.
   *
   * @default - as in the catalog; a type that the catalog does not know needs it
   */
  readonly maxEni?: number;

  /**
   * Tasks with an interface of their own when ENI trunking is on; 0 where ECS does not trunk the type.
   *
   * @default - as in the catalog; 0 for a type that the catalog does not know
   */
  readonly trunkTaskLimit?: number;

  /**
   * GPUs that tasks can ask for.
   *
   * @default - as in the catalog; none for a type that the catalog does not know
   */
  readonly gpuCount?: number;

  /**
   * Dollars an hour, On-Demand.
   *
   * @default - as in the catalog; not known for a type that the catalog does not know
   */
  readonly onDemandUsdPerHour?: number;
}
