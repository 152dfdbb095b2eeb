/** A feature that a setting of the agent switches off; a task that uses it then misses an attribute (developer guide, `ecs-agent-config`). */
export interface SwitchedFeature {
  readonly feature: 'privileged' | 'task-role' | 'task-role-in-host-mode' | 'awsvpc';
  readonly setting: string;
  readonly off: 'true' | 'false';
  /** Completes "the task ...". */
  readonly what: string;
}

export const SWITCHED_FEATURES: readonly SwitchedFeature[] = [
  { feature: 'privileged', setting: 'ECS_DISABLE_PRIVILEGED', off: 'true', what: 'has a privileged container' },
  { feature: 'task-role', setting: 'ECS_ENABLE_TASK_IAM_ROLE', off: 'false', what: 'has a task role' },
  {
    feature: 'task-role-in-host-mode',
    setting: 'ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST',
    off: 'false',
    what: 'has a task role in the network mode host',
  },
  { feature: 'awsvpc', setting: 'ECS_ENABLE_TASK_ENI', off: 'false', what: 'has the network mode awsvpc' },
];
