import { changeRole } from './change-model';
import { environmentOf } from './environment';
import { pieces, type PieceView, type Site } from './site';
import { templateRule, type Problem } from './template-rule';
import { refusal } from './trust-condition';
import { known, type Known, type PlacementModel, type Role, type Statement, type Subject } from '../model';

const roles = pieces<Role>((model) => model.roles);

interface Use {
  readonly what: string;
  readonly principal: string;
  readonly user: Subject;
}

export const untrustedPrincipal = templateRule({
  id: 'untrusted-principal',
  title: 'a role does not trust the service that is to take it on',
  viewsOf: roles.viewsOf,
  judge(view) {
    const { piece: role, site } = view;
    const { trust } = role;
    if (!trust.known) return [];
    const uses = usesOf(role, site).filter(({ principal }) => trust.value.every((statement) => isClosed(statement, principal)));
    const principals = [...new Set(uses.map(({ principal }) => principal))];
    return [...refusedByCondition(view, trust.value), ...principals.map((principal) => {
      const whats = uses.filter((use) => use.principal === principal).map(({ what }) => what);
      return {
        severity: 'error' as const,
        summary: `${role.subject.constructPath} does not trust ${principal}, and is ${whats.join(', ')}`,
        notes: [...principal === 'ecs-tasks.amazonaws.com'
          ? ['ECS will say "ECS was unable to assume the role ... that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions"'] : []],
        cures: [
          roles.cure(`let ${principal} assume ${role.subject.constructPath} (assumedBy: new ServicePrincipal('${principal}'))`, (model) =>
            changeRole(model, role.id, { trust: known([...trust.value, { effect: known('Allow'), principals: known([principal]), conditional: false }]) })),
        ],
      };
    })];
  },
});

/** Statements that name the service, each under a condition that does not hold for it. */
function refusedByCondition({ piece: role, site }: PieceView<Role>, trust: readonly Statement[]): readonly Problem<PieceView<Role>>[] {
  return [...new Set(usesOf(role, site).map(({ principal }) => principal))].flatMap((principal) => {
    const open = trust.filter((statement) => !isClosed(statement, principal));
    const refusalsOf = ({ user }: Use) => open.flatMap((statement) => refusal(statement, principal, environmentOf(user, site)) ?? []);
    const refused = usesOf(role, site).filter((use) => use.principal === principal && refusalsOf(use).length === open.length);
    if (open.length === 0 || refused.length === 0) return [];
    const refusals = [...new Set(refused.flatMap(refusalsOf))];
    const whats = refused.map(({ what }) => what);
    return [
      {
        severity: 'warning' as const,
        summary: `${role.subject.constructPath} trusts ${principal} only with ${refusals.join(' or ')}, and is ${whats.join(', ')}`,
        notes: ['a service comes with the account and the ARN that it works for; ECS names no single cluster, only arn:aws:ecs:REGION:ACCOUNT:*'],
        cures: [
          roles.cure(`set the condition in the trust policy of ${role.subject.constructPath} to the account that it is deployed to (aws:SourceAccount)`,
            (model) => changeRole(model, role.id, {
              trust: known(trust.map((statement) => (open.includes(statement) ? { ...statement, conditions: known([]) } : statement))),
            })),
        ],
      },
    ];
  });
}

/** True when the statement is certain not to let the service in. */
function isClosed({ effect, principals }: Statement, principal: string): boolean {
  if (effect.known && effect.value === 'Deny') return true;
  if (!effect.known || !principals?.known) return false;
  const name = principal.split('.')[0];
  return !principals.value.some((one) => one === '*' || one.startsWith(`${name}.`) || one.includes('${'));
}

/** Uses by the id of the role, put together once for a model. */
const PREPARED = new WeakMap<PlacementModel, ReadonlyMap<string, readonly Use[]>>();

function usesOf({ id }: Role, { model }: Site): readonly Use[] {
  const prepared = PREPARED.get(model) ?? usesIn(model);
  PREPARED.set(model, prepared);
  return prepared.get(id) ?? [];
}

function usesIn(model: PlacementModel): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  const add = (role: Known<string> | undefined, what: string, principal: string, user: Subject) => {
    if (role?.known) uses.set(role.value, [...uses.get(role.value) ?? [], { what, principal, user }]);
  };
  for (const { executionRole, taskRole, subject } of model.taskDefinitions) {
    add(executionRole, `the execution role of ${subject.constructPath}`, 'ecs-tasks.amazonaws.com', subject);
    add(taskRole, `the task role of ${subject.constructPath}`, 'ecs-tasks.amazonaws.com', subject);
  }
  for (const capacity of model.capacities) {
    if (capacity.kind === 'instance-group') add(capacity.instanceRole, `the role of the instances of ${capacity.subject.constructPath}`, 'ec2.amazonaws.com', capacity.subject);
  }
  for (const { role, source, subject } of model.standaloneTasks ?? []) {
    add(role, `the role of ${subject.constructPath}`, source === 'schedule' ? 'scheduler.amazonaws.com' : 'events.amazonaws.com', subject);
  }
  for (const { volumeConfigurations: volumes, loadBalancers, subject } of model.services) {
    for (const { role } of volumes?.known ? volumes.value : []) add(role, `the volume role of ${subject.constructPath}`, 'ecs.amazonaws.com', subject);
    for (const { trafficShift } of loadBalancers.known ? loadBalancers.value : []) {
      add(trafficShift?.role, `the load balancer role of ${subject.constructPath}`, 'ecs.amazonaws.com', subject);
    }
  }
  return uses;
}
