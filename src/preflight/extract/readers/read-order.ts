import type { Reading } from './reading';
import type { DependencyLoop, PlacementModel } from '../../model';
import { dependenciesIn, type Dependencies } from '../template/dependencies';
import type { Resource, Stack } from '../template/stack';

/** In which order CloudFormation makes what services depend on without naming it. */
export interface Order {
  readonly loops: readonly DependencyLoop[];
  /** Ids of listeners, policies, mount targets, associations and services of the same template that are made before the resource. */
  before(resource: Resource): readonly string[];
  /** Ids of policies of the same template that wait for the resource. */
  policiesAfter(resource: Resource): readonly string[];
}

export function readOrder(reading: Reading): Order {
  const byStack = new Map<Stack, Dependencies>();
  for (const stack of reading.evaluation.input.stacks) byStack.set(stack, dependenciesIn(stack));
  return {
    before: (resource) => [...byStack.get(resource.stack)?.before(resource.logicalId) ?? []]
      .flatMap((name) => resource.stack.resources.get(name) ?? [])
      .filter(({ type }) => ORDERED.test(type)).map(({ id }) => id).sort(),
    policiesAfter: (resource) => [...resource.stack.resources.values()]
      .filter(({ type, logicalId }) => POLICY.test(type) && byStack.get(resource.stack)?.before(logicalId).has(resource.logicalId))
      .map(({ id }) => id).sort(),
    loops: [...byStack].flatMap(([stack, { loops }]) => loops.map((names): DependencyLoop => {
      const members = names.flatMap((name) => stack.resources.get(name) ?? []);
      return { id: members.map(({ id }) => id).join(' '), subject: members[0].subject, members: members.map(({ type, subject }) => ({ type, subject })) };
    })),
  };
}

export function loopsIn(order: Order): Pick<PlacementModel, 'loops'> {
  return order.loops.length === 0 ? {} : { loops: order.loops };
}

const POLICY = /^AWS::IAM::(Policy|ManagedPolicy|RolePolicy)$/;

const ORDERED =
  /(?:^AWS::ECS::Service|::(?:Listener|ListenerRule|MountTarget|Policy|ManagedPolicy|RolePolicy|ClusterCapacityProviderAssociations|ServiceLinkedRole))$/;
