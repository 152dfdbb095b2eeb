/** API reference, `LogConfiguration.logDriver`. */
export const FARGATE_LOG_DRIVERS: readonly string[] = ['awslogs', 'splunk', 'awsfirelens'];

/** What ECS lets a task on EC2 name (API reference; `logentries` and `none` in older documents and in the agent). */
export const EC2_LOG_DRIVERS: readonly string[] = [
  'awslogs', 'fluentd', 'gelf', 'json-file', 'journald', 'logentries', 'none', 'splunk', 'syslog', 'awsfirelens',
];

export type AgentPlatform = 'ecs-optimized-linux' | 'bottlerocket' | 'windows' | 'agent-on-other-linux';

/**
 * Drivers that an agent registers without `ECS_AVAILABLE_LOGGING_DRIVERS` in its configuration; a task with another
 * one gets "missing an attribute required by your task". The ECS-optimized Linux AMIs set the variable to the list
 * here, Bottlerocket has its own setting, the others are the agent's built-in defaults. All observed.
 */
export const REGISTERED_LOG_DRIVERS: Readonly<Record<AgentPlatform, readonly string[]>> = {
  'ecs-optimized-linux': ['json-file', 'syslog', 'awslogs', 'fluentd', 'none'],
  'bottlerocket': ['json-file', 'awslogs', 'none'],
  'windows': ['json-file', 'none', 'awslogs'],
  'agent-on-other-linux': ['json-file', 'none'],
};

/** Registered by every Linux agent, whatever the variable says (observed). */
export const ALWAYS_REGISTERED_ON_LINUX: readonly string[] = ['awsfirelens'];
