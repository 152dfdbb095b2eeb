export type NetworkMode = 'awsvpc' | 'bridge' | 'host' | 'none';

/** What a network mode means for ports, interfaces and targets (developer guide, `task-networking`; API reference). */
export interface NetworkModeFacts {
  /** Each task takes an elastic network interface of its instance. */
  readonly ownInterface: boolean;
  /** `none`: no ports at all; `container`: only in the task; `dynamic-or-fixed`: a fixed one is taken; `same`: the container port is taken on the instance. */
  readonly hostPorts: 'none' | 'container' | 'dynamic-or-fixed' | 'same';
  /** What a target group of an Application or Network Load Balancer must have as its type. */
  readonly targetType?: 'ip' | 'instance';
  readonly fargate: boolean;
  readonly managedInstances: boolean;
  readonly external: boolean;
  readonly windows: boolean;
  readonly serviceConnect: boolean;
}

export const NETWORK_MODES: Readonly<Record<NetworkMode, NetworkModeFacts>> = {
  awsvpc: {
    ownInterface: true, hostPorts: 'container', targetType: 'ip', fargate: true, managedInstances: true, external: false, windows: true, serviceConnect: true,
  },
  bridge: {
    ownInterface: false,
    hostPorts: 'dynamic-or-fixed',
    targetType: 'instance',
    fargate: false,
    managedInstances: false,
    external: true,
    windows: false,
    serviceConnect: true,
  },
  host: {
    ownInterface: false, hostPorts: 'same', targetType: 'instance', fargate: false, managedInstances: true, external: true, windows: false, serviceConnect: false,
  },
  none: {
    ownInterface: false, hostPorts: 'none', fargate: false, managedInstances: false, external: true, windows: false, serviceConnect: false,
  },
};

/** The mode of a task definition that names none: `bridge` on Linux; Windows has a NAT network of its own instead. */
export const DEFAULT_NETWORK_MODE: NetworkMode = 'bridge';
