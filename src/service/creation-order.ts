import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/**
 * Creates a caller after the service it calls. The proxy of Service Connect knows the names that were served when the deployment of
 * its service started, so that tasks of a caller that comes first do not find the other one until they are deployed again.
 *
 * Services that call each other in a circle keep the order of whoever was told first; another stack has an order of its own.
 */
export function createAfter(caller: ecs.BaseService, target: ecs.BaseService): void {
  if (Stack.of(caller) !== Stack.of(target) || waitsFor(target, caller)) return;
  AFTER.set(caller, (AFTER.get(caller) ?? new Set()).add(target));
  resourceOf(caller).node.addDependency(resourceOf(target));
}

/** Services that wait for others, so that no two wait for one another. */
const AFTER = new WeakMap<ecs.BaseService, Set<ecs.BaseService>>();

function waitsFor(service: ecs.BaseService, other: ecs.BaseService): boolean {
  return service === other || [...AFTER.get(service) ?? []].some((before) => waitsFor(before, other));
}

function resourceOf(service: ecs.BaseService): ecs.CfnService {
  return service.node.findChild('Service') as ecs.CfnService;
}
