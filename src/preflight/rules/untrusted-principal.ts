import { changeRole } from './change-model';
import { pieces, type Site } from './site';
import { templateRule } from './template-rule';
import { known, type Known, type Role, type Statement } from '../model';

const roles = pieces<Role>((model) => model.roles);

interface Use {
  readonly what: string;
  readonly principal: string;
}

export const untrustedPrincipal = templateRule({
  id: 'untrusted-principal',
  title: 'a role does not trust the service that is to take it on',
  viewsOf: roles.viewsOf,
  judge({ piece: role, site }) {
    const { trust } = role;
    if (!trust.known) return [];
    const uses = usesOf(role, site).filter(({ principal }) => trust.value.every((statement) => isClosed(statement, principal)));
    const principals = [...new Set(uses.map(({ principal }) => principal))];
    return principals.map((principal) => {
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
    });
  },
});

/** True when the statement is certain not to let the service in. */
function isClosed({ effect, principals }: Statement, principal: string): boolean {
  if (effect.known && effect.value === 'Deny') return true;
  if (!effect.known || !principals?.known) return false;
  const name = principal.split('.')[0];
  return !principals.value.some((one) => one === '*' || one.startsWith(`${name}.`) || one.includes('${'));
}

function usesOf({ id }: Role, { model }: Site): readonly Use[] {
  const is = (value: Known<string> | undefined): boolean => value?.known === true && value.value === id;
  const use = (yes: boolean, what: string, principal: string): readonly Use[] => (yes ? [{ what, principal }] : []);
  return [
    ...model.taskDefinitions.flatMap(({ executionRole, taskRole, subject }) => [
      ...use(is(executionRole), `the execution role of ${subject.constructPath}`, 'ecs-tasks.amazonaws.com'),
      ...use(is(taskRole), `the task role of ${subject.constructPath}`, 'ecs-tasks.amazonaws.com'),
    ]),
    ...model.capacities.flatMap((capacity) => (capacity.kind !== 'instance-group' ? []
      : use(is(capacity.instanceRole), `the role of the instances of ${capacity.subject.constructPath}`, 'ec2.amazonaws.com'))),
    ...(model.standaloneTasks ?? []).flatMap(({ role, source, subject }) =>
      use(is(role), `the role of ${subject.constructPath}`, source === 'schedule' ? 'scheduler.amazonaws.com' : 'events.amazonaws.com')),
    ...model.services.flatMap(({ volumeConfigurations: volumes, loadBalancers, subject }) => [
      ...use(volumes?.known === true && volumes.value.some(({ role }) => is(role)), `the volume role of ${subject.constructPath}`, 'ecs.amazonaws.com'),
      ...use(loadBalancers.known && loadBalancers.value.some(({ trafficShift }) => is(trafficShift?.role)),
        `the load balancer role of ${subject.constructPath}`, 'ecs.amazonaws.com'),
    ]),
  ];
}
