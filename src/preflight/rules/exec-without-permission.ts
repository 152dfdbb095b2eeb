import { blockedNeeds, blockedStart, declaredSubnets } from './blocked-start';
import { changeContainers, changeRole, changeService } from './change-model';
import { isForFargateService } from './fargate-service';
import { withEndpoints, withNat } from './no-way-out';
import { neverAllowed, withStatement } from './role-questions';
import { siteCure, siteViews, type SiteView } from './site';
import type { StartNeed } from './start-needs';
import { templateRule, type Problem } from './template-rule';
import { known, type TaskDefinition } from '../model';

const SESSION = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
] as const;

export const execWithoutPermission = templateRule({
  id: 'exec-without-permission',
  title: 'ECS Exec is on, and the task can open no session',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition } = view;
    if (!service.executeCommand.known || !service.executeCommand.value || !definition) return [];
    return [...role(view, definition), ...readOnly(view, definition), ...noWay(view)];
  },
});

function role(view: SiteView, { taskRole, subject }: TaskDefinition): readonly Problem<SiteView>[] {
  const { service, site } = view;
  if (!taskRole) {
    return [
      {
        severity: isForFargateService(view) ? 'error' : 'warning',
        summary: `${service.subject.constructPath} turns on ECS Exec, and ${subject.constructPath} has no task role`,
        notes: ['ECS will say "The service couldn\'t be created because a valid taskRoleArn is not being used."'],
        cures: [
          siteCure(
            `turn EnableExecuteCommand (enableExecuteCommand) of ${service.subject.constructPath} off, or give the task a role`,
            (model) => changeService(model, service.id, { executeCommand: known(false) }),
          ),
        ],
      },
    ];
  }
  const declared = taskRole.known ? site.roles.get(taskRole.value) : undefined;
  const missing = declared ? neverAllowed(declared, SESSION) : [];
  if (!declared || missing.length === 0) return [];
  return [
    {
      severity: 'warning',
      summary: `${service.subject.constructPath} turns on ECS Exec, and ${declared.subject.constructPath} lacks ${missing.join(', ')}`,
      notes: ['the tasks run; a session ends with "TargetNotConnectedException"'],
      cures: [
        siteCure(`allow ${missing.join(', ')} in ${declared.subject.constructPath}`, (model) =>
          changeRole(model, declared.id, withStatement(declared, missing, '*')),
        ),
      ],
    },
  ];
}

/** A session that is encrypted with a key of the user's asks KMS for it, from where the task runs. */
function sessionNeeds({ cluster }: SiteView): readonly StartNeed[] {
  const encrypted = cluster?.executeCommand?.key?.known === true;
  return [
    { endpoints: ['ssmmessages'], what: 'Session Manager (ssmmessages)' },
    ...(encrypted ? [{ endpoints: ['kms'], what: 'the key of the session (AWS KMS)' }] : []),
  ];
}

/** Tasks on Fargate open the session through their own interface. */
function noWay(view: SiteView): readonly Problem<SiteView>[] {
  const { service, site } = view;
  if (!isForFargateService(view) || !service.network?.assignPublicIp.known) return [];
  // What keeps the task from starting is told by another rule, and comes first.
  if ((blockedStart(view)?.blocked ?? []).length > 0) return [];
  const subnets = declaredSubnets(service.network.subnets, site);
  const blocked = subnets ? blockedNeeds(sessionNeeds(view), subnets, site, service.network.assignPublicIp.value) : [];
  if (!subnets || blocked.length === 0) return [];
  const shut = [...new Set(blocked.map(({ subnet }) => subnet))];
  const needs = [...new Set(blocked.map(({ need }) => need))];
  const endpoints = needs.flatMap((need) => need.endpoints);
  return [
    {
      severity: 'warning',
      summary: `${service.subject.constructPath} turns on ECS Exec, and ${shut.length} of ${subnets.length} ${subnets.length === 1 ? 'subnet leads' : 'subnets lead'} nowhere that a session opens`,
      evidence: [{ kind: 'text', lines: shut.map(({ subject }) => subject.constructPath) }],
      notes: [`the tasks run; a session needs a way to ${needs.map(({ what }) => what).join(' and ')}, and ends with "TargetNotConnectedException" without one`],
      cures: [
        siteCure(`add VPC endpoints (addInterfaceEndpoint) for ${endpoints.join(' and ')}`, (model) => withEndpoints(model, shut, endpoints)),
        siteCure('run the tasks in subnets with a NAT gateway (SubnetType.PRIVATE_WITH_EGRESS)', (model) => withNat(model, shut)),
      ],
    },
  ];
}

function readOnly({ service }: SiteView, definition: TaskDefinition): readonly Problem<SiteView>[] {
  const containers = definition.containers.known ? definition.containers.value : [];
  const shut = containers.filter(
    ({ readonlyRootFilesystem, mountPoints }) =>
      readonlyRootFilesystem?.known &&
      readonlyRootFilesystem.value &&
      mountPoints.known &&
      !mountPoints.value.some(({ containerPath }) => !containerPath.known || containerPath.value.startsWith('/var/lib/amazon')),
  );
  if (shut.length === 0) return [];
  const names = shut.flatMap(({ name }) => (name.known ? [name.value] : [])).join(', ');
  return [
    {
      severity: 'warning',
      summary: `${service.subject.constructPath} turns on ECS Exec, and the root filesystem of ${names} is read-only`,
      notes: ['the agent of ECS Exec writes to the root filesystem of the container, so no session opens'],
      cures: [
        siteCure(`mount volumes at /var/lib/amazon and /var/log/amazon, or let ${names} write to its root filesystem`, (model) =>
          changeContainers(model, definition.id, (one) => ({ ...one, readonlyRootFilesystem: known(false) })),
        ),
      ],
    },
  ];
}
