import { changeService } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import type { Known, Role, Subject } from '../model';

export const unorderedRolePolicy = templateRule({
  id: 'unordered-role-policy',
  title: 'nothing makes CloudFormation create the policy of a role, or a service-linked role, before the service that uses it',
  viewsOf: siteViews,
  judge(view) {
    const { desiredCount } = view.service;
    if (!desiredCount.known || desiredCount.value === 0) return [];
    return [...latePolicies(view), ...lateServiceLinkedRole(view)];
  },
});

const TASK_ROLE = 'the task role';

/** Policies that are resources of their own: a task definition that names the role does not wait for them. */
function latePolicies(view: SiteView): readonly Problem<SiteView>[] {
  const { site, subject } = view;
  return [...rolesOf(view)].flatMap(([id, what]): readonly Problem<SiteView>[] => {
    const role = site.roles.get(id);
    const late = role ? lateOf(role, view) : [];
    if (!role || late.length === 0) return [];
    const names = late.map((policy) => policy.split('/').pop() ?? policy);
    return [
      {
        // Most tasks take longer to start than a policy to be made.
        severity: what === TASK_ROLE ? 'note' : 'warning',
        summary: `${subject.constructPath} may be created before ${names.join(', ')}, which ${what} ${role.subject.constructPath} gets its rights from`,
        notes: [
          'what starts before the policy is there runs without the rights, and counts as a failure of the deployment where it ends',
          'when the stack is deleted, the policy may go first, and the service stays in DRAINING',
        ],
        cures: [after(view, names, late)],
      },
    ];
  });
}

function lateOf(role: Role, { service }: SiteView): readonly string[] {
  if (!isNear(role, service.subject)) return [];
  const prefix = role.id.slice(0, role.id.length - role.subject.logicalId.length);
  // A policy that refers to the service cannot come before it.
  const ordered = new Set([...service.createdAfter ?? [], ...service.createdBefore ?? []]);
  return (role.attachedPolicies ?? []).filter((policy) => policy.startsWith(prefix) && !ordered.has(policy));
}

/** What another stack makes is there before, or its reference orders the stacks. */
function isNear({ subject }: { readonly subject: Subject }, service: Subject): boolean {
  return subject.templatePath === service.templatePath;
}

/** Roles that ECS takes on as soon as the service is there. The execution role is left out: ECS starts again what could not be pulled. */
function rolesOf({ service, definition }: SiteView): ReadonlyMap<string, string> {
  const roles = new Map<string, string>();
  const add = (role: Known<string> | undefined, what: string) => {
    if (role?.known && !roles.has(role.value)) roles.set(role.value, what);
  };
  add(definition?.taskRole, TASK_ROLE);
  add(service.role, 'the service role');
  for (const { role } of service.volumeConfigurations?.known ? service.volumeConfigurations.value : []) add(role, 'the volume role');
  for (const { trafficShift } of service.loadBalancers.known ? service.loadBalancers.value : []) add(trafficShift?.role, 'the load balancer role');
  const connected = service.serviceConnectConfiguration?.services;
  for (const { tlsRole } of connected?.known ? connected.value : []) add(tlsRole, 'the role for TLS');
  for (const { role } of service.latticeTargets?.known ? service.latticeTargets.value : []) add(role, 'the role for VPC Lattice');
  return roles;
}

function lateServiceLinkedRole(view: SiteView): readonly Problem<SiteView>[] {
  const { service, site, subject } = view;
  const linked = [...site.declared.values()].find((one) =>
    one.type === 'AWS::IAM::ServiceLinkedRole' && one.name.known && one.name.value === 'ecs.amazonaws.com' && isNear(one, service.subject));
  if (!linked || service.createdAfter?.includes(linked.id)) return [];
  return [
    {
      severity: 'warning',
      summary: `${subject.constructPath} may be created before ${linked.subject.constructPath}, the service-linked role of ECS`,
      notes: ['ECS will say "Unable to assume the service linked role. Please verify that the ECS service linked role exists."'],
      cures: [after(view, [linked.subject.logicalId], [linked.id])],
    },
  ];
}

function after({ service, subject }: SiteView, names: readonly string[], ids: readonly string[]) {
  return siteCure(`add DependsOn: ${names.join(', ')} (node.addDependency) to ${subject.constructPath}`, (model) =>
    changeService(model, service.id, { createdAfter: [...service.createdAfter ?? [], ...ids] }));
}
