import { changeRole } from './change-model';
import { neverAllowed, withStatement } from './role-questions';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import type { InstanceGroup } from '../model';

const groups = pieces((model): readonly InstanceGroup[] => model.capacities.filter((capacity) => capacity.kind === 'instance-group'));

/** Without any of these no instance appears in a cluster, or takes an order. */
const NEEDED = ['ecs:RegisterContainerInstance', 'ecs:DiscoverPollEndpoint', 'ecs:Poll'] as const;

export const incapableInstanceRole = templateRule({
  id: 'incapable-instance-role',
  title: 'the role of container instances does not let their agent register with ECS',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site }) {
    const role = group.instanceRole.known ? site.roles.get(group.instanceRole.value) : undefined;
    const missing = role ? neverAllowed(role, NEEDED) : [];
    if (!role || missing.length === 0) return [];
    return [
      {
        severity: sureness(site).severity,
        summary: `instances of ${group.subject.constructPath} cannot register: ${role.subject.constructPath} lacks ${missing.join(', ')}`,
        notes: ['ECS will say "No Container Instances were found in your cluster" for as long as no instance registers', ...sureness(site).notes],
        cures: [
          groups.cure(`add the managed policy AmazonEC2ContainerServiceforEC2Role to ${role.subject.constructPath}`, (model) =>
            changeRole(model, role.id, withStatement(role, missing, '*'))),
        ],
      },
    ];
  },
});
