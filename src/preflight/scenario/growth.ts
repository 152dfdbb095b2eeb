import { capacityOf } from './request';
import type { Cluster, InstanceGroup, PlacementModel } from '../model';

/** `grows`: ECS managed scaling raises the group as tasks wait. `unsure`: the template does not tell. */
export type Growth = 'grows' | 'fixed' | 'unsure';

/**
 * Managed scaling raises a group only for tasks that go through its capacity provider. A service with launch type EC2
 * never waits in PROVISIONING, so it uses the instances that are there and starts none.
 */
export function growthOf(model: PlacementModel, cluster: Cluster, groups: readonly InstanceGroup[], group: InstanceGroup): Growth {
  if (group.hasOwnScaling) return 'unsure';
  if (!group.provider) return byOthers(group);
  if (!group.provider.managedScaling.known) return 'unsure';
  return group.provider.managedScaling.value ? growthByDemand(model, cluster, groups, group) : byOthers(group);
}

/** Without managed scaling, people or schedules may still raise a group that has room to grow. */
function byOthers(group: InstanceGroup): Growth {
  return group.maxSize.known && group.desiredCapacity.known && group.maxSize.value <= group.desiredCapacity.value ? 'fixed' : 'unsure';
}

/** What a report says of a group that could grow and does not. */
export function unusedGrowth(group: InstanceGroup, growth: Growth): readonly string[] {
  if (growth !== 'fixed' || !group.provider?.managedScaling.known || !group.provider.managedScaling.value) return [];
  return [`${group.subject.constructPath}: managed scaling starts no instance, because no service goes through its capacity provider (CapacityProviderStrategy)`];
}

function growthByDemand(model: PlacementModel, cluster: Cluster, groups: readonly InstanceGroup[], group: InstanceGroup): Growth {
  const services = model.services.filter((service) => !service.cluster.known || service.cluster.value === cluster.id);
  const placings = services.map((service) => capacityOf(cluster, groups, service));
  if (placings.some((placing) => placing.kind === 'instances' && placing.shares?.some((share) => share.group === group.id))) return 'grows';
  // A strategy that is not known, or a service that may be of another cluster, may go through it.
  return placings.some((placing) => placing.kind === 'elsewhere' && placing.takesRoom) || services.some((service) => !service.cluster.known)
    ? 'unsure'
    : 'fixed';
}
