import type { Severity } from '../../../src/preflight/findings';

/** What the preflight has to say of the template of a real incident. */
export interface Expected {
  /** Directory beside this file: owner, repository and number of the public issue. */
  readonly incident: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Must be in the summary of the finding. */
  readonly says: string;
  /** Must be somewhere in its evidence, notes or help. */
  readonly explains: string;
}

function row(incident: string, rule: string, severity: Severity, says: string, explains: string): Expected {
  return { incident, rule, severity, says, explains };
}

const deadlock = (incident: string, says: string, explains: string) => row(incident, 'deployment-deadlock', 'error', says, explains);
const unplaceable = (incident: string, says: string, explains: string) => row(incident, 'unplaceable-tasks', 'error', says, explains);
const blueGreen = (incident: string, says: string, explains: string) => row(incident, 'no-room-for-blue-green', 'error', says, explains);

const NEITHER = 'can neither stop nor start a task';
const NO_ROOM = 'can neither stop an old task nor place a new one';

export const EXPECTED: readonly Expected[] = [
  deadlock('aws-amazon-ecs-cli-290', NEITHER, 'ceil(1 × 50%) = 1'),
  deadlock('convox-rack-429', NO_ROOM, 'TCP host port 8080 in use'),
  deadlock('convox-rack-849', NO_ROOM, 'memory short by'),
  deadlock('aws-aws-cdk-9919', NO_ROOM, 'insufficient memory available'),
  deadlock('aws-aws-rfdk-26', NO_ROOM, 'from 100 to 50'),
  deadlock('terraform-aws-modules-terraform-aws-ecs-391', NO_ROOM, 'TCP host port 8126 in use'),
  deadlock('GovWifi-govwifi-terraform-1034', NEITHER, 'floor(1 × 134%) = 1'),
  deadlock('GovWifi-govwifi-terraform-1011', NEITHER, 'floor(2 × 134%) = 2'),
  blueGreen('aws-containers-roadmap-675', 'only 0 of 1 green tasks', 'memory short by'),
  blueGreen('aws-containers-roadmap-713', 'only 1 of 3 green tasks', 'memory short by'),
  unplaceable('aws-containers-roadmap-1580', 'the one task of template/AppService cannot be placed', 'no service goes through its capacity provider'),
  unplaceable('aws-containers-roadmap-723', 'only 1 of 2 tasks', 'distinctInstance'),
  unplaceable('aws-containers-roadmap-331', 'the one task of template/MediaService cannot be placed', 'host ports short by'),
  unplaceable('aws-amazon-ecs-agent-269', 'the one task of template/VoiceService cannot be placed', 'left of the 100 that ECS reserves per instance'),
  row('aws-amazon-ecs-agent-332', 'unplaceable-tasks', 'warning', 'FirstService are placed in some orders', 'left of the 100 that ECS reserves per instance'),
  unplaceable('aws-amazon-ecs-agent-551', 'the one task of template/SftpService cannot be placed', 'TCP host port 22 in use'),
  unplaceable('aws-amazon-ecs-agent-2046', 'only 1 of 2 tasks', 'RESOURCE:ENI'),
  unplaceable('aws-amazon-ecs-agent-3083', 'the one task of template/SingleService cannot be placed', 'ENIs short by 1'),
  unplaceable('aws-containers-roadmap-1545', 'only 4 of 6 tasks', 'ENIs short by 1 (asks 1, 0 left)'),
  unplaceable('komoju-barcelona-440', 'only 2 of 3 tasks', 'awsvpcTrunking'),
  row('aws-amazon-ecs-ami-597', 'unplaceable-tasks', 'warning', 'only 1 of 2 tasks', 'how much memory the instances really register'),
  row('ASFHyP3-hyp3-1900', 'unplaceable-tasks', 'warning', 'only 0 of 1 tasks', 'how much memory the instances really register'),
  row('duck-dynasty-duckbot-584', 'unplaceable-tasks', 'warning', 'only 0 of 1 tasks', 'memory short by'),
  unplaceable('aws-amazon-ecs-cli-178', 'the one task of template/ComposeService cannot be placed', 'no instance takes such a task even when nothing else runs'),
  deadlock('hashicorp-terraform-11253', NO_ROOM, 'DistinctInstance placement constraint unsatisfied'),
  blueGreen('aws-containers-roadmap-1201', 'only 0 of 2 green tasks', 'distinctInstance'),
  deadlock('aws-actions-amazon-ecs-deploy-task-definition-113', NO_ROOM, 'TCP host port 80 in use'),
  deadlock('aws-actions-amazon-ecs-deploy-task-definition-181', NO_ROOM, 'memory short by'),
  deadlock('CircleCI-Archived-circle-ecs-1', NO_ROOM, 'already using a port required by your task'),
  blueGreen('Shippable-support-4462', 'only 0 of 2 green tasks', 'TCP host port 3000 in use'),
  unplaceable('microservices-demo-microservices-demo-413', 'cannot be placed', 'no instance takes such a task even when nothing else runs'),
  row('aws-aws-cdk-19379', 'no-container-instances', 'warning', 'no container instance of the input registers with', 'No Container Instances were found in your cluster'),
  row('aws-containers-roadmap-486', 'unmatched-constraint', 'error', 'no container instance satisfies', 'no instance has the attribute stack'),
  unplaceable('aws-amazon-ecs-agent-238', 'the one task of template/AppService cannot be placed', 'logging-driver.gelf is missing'),
  unplaceable('aws-amazon-ecs-agent-1056', 'the one task of template/AppService cannot be placed', 'logging-driver.none is missing'),
  unplaceable('aws-containers-roadmap-428', 'none of 2 tasks', 'template/LogsService 1 ×'),
  unplaceable('aws-containers-roadmap-2399', 'the one task of template/AppService cannot be placed', "the task's subnets are in us-east-1b"),
];

/** Incidents that ended well after a while: no alarm is wanted. */
export const HARMLESS: readonly string[] = ['fabfuel-ecs-deploy-52'];
