import * as ecs from 'aws-cdk-lib/aws-ecs';

/** How a container is reached, and how it resolves names. */
export interface ContainerNetwork {
  /**
   * The ports the container listens on.
   *
   * In bridge mode a mapping without `hostPort` gets a free port of the instance. For a range give `containerPortRange`
   * with `ecs.ContainerDefinition.CONTAINER_PORT_USE_RANGE` as `containerPort`.
   *
   * @default - none
   */
  readonly portMappings?: ecs.PortMapping[];

  /**
   * The host name inside the container. Not in awsvpc mode.
   *
   * @default - chosen by Docker
   */
  readonly hostname?: string;

  /**
   * Lines of `/etc/hosts`: host name to address. Not in awsvpc mode.
   *
   * @default - none
   */
  readonly extraHosts?: Record<string, string>;

  /**
   * DNS servers of the container. Not on Fargate.
   *
   * @default - those of the VPC
   */
  readonly dnsServers?: string[];

  /**
   * Domains that are tried for short host names. Not on Fargate.
   *
   * @default - those of the VPC
   */
  readonly dnsSearchDomains?: string[];

  /**
   * Containers of the task that are reached by name. Bridge mode only.
   *
   * @default - none
   */
  readonly links?: ecs.ContainerDefinition[];

  /**
   * Whether the container has no network at all. Not on Fargate.
   *
   * @default false
   */
  readonly disableNetworking?: boolean;
}
