import { known } from '../../../src/preflight/model';
import type { PlacementConstraint, PlacementModel, PlacementStrategy, ScalableTarget } from '../../../src/preflight/model';
import { Random } from '../../../src/preflight/scheduler/random';
import { cluster, type ServiceFacts } from '../model-builder';

const TYPES = ['tiny.small', 'tiny.medium', 'tiny.large'];

/** A random cluster that is often too small for what it is asked: one or two groups and up to three services. */
export function troubledModel(seed: number): PlacementModel {
  const random = new Random(seed);
  const builder = cluster();
  const growing = random.below(2) === 0;
  const start = 1 + random.below(3);
  builder.group('First', { types: [TYPES[random.below(3)]], count: start, max: start + (growing ? random.below(3) : 0), managedScaling: growing });
  if (random.below(3) === 0) builder.group('Second', { types: [TYPES[random.below(3)]], count: 1 + random.below(2) });
  const services = 1 + random.below(3);
  for (let index = 0; index < services; index += 1) builder.service(`S${index}`, troubledService(random, growing));
  return builder.build();
}

function troubledService(random: Random, growing: boolean): ServiceFacts {
  const daemon = random.below(8) === 0;
  const desired = 1 + random.below(4);
  return {
    daemon,
    desired,
    cpu: 128 * (1 + random.below(8)),
    memory: 100 * (1 + random.below(11)),
    mode: random.below(4) === 0 ? 'awsvpc' : 'bridge',
    hostPort: random.below(4) === 0 ? 8080 + random.below(2) : undefined,
    min: daemon ? 0 : [0, 50, 100, 100][random.below(4)],
    max: daemon ? 100 : [100, 150, 200, 200][random.below(4)],
    strategies: strategiesOf(random.below(4)),
    constraints: constraintsOf(random.below(8)),
    providers: growing && !daemon && random.below(3) > 0 ? ['First'] : undefined,
    overrides: {
      ...(random.below(4) === 0 && !daemon ? { scaling: scalingTo(desired + 1 + random.below(4)) } : {}),
      ...(random.below(6) === 0 && !daemon ? { deploymentStrategy: known<'BLUE_GREEN'>('BLUE_GREEN') } : {}),
      ...(random.below(3) === 0 ? { availabilityZoneRebalancing: known(true) } : {}),
    },
  };
}

function scalingTo(maximum: number): ScalableTarget {
  const subject = { constructPath: 'Shop/Target', logicalId: 'Target', templatePath: 'Shop.template.json' };
  return { subject, minCapacity: known(1), maxCapacity: known(maximum), policies: [] };
}

function strategiesOf(choice: number): readonly PlacementStrategy[] {
  const zone: PlacementStrategy = { type: known('spread'), field: known('attribute:ecs.availability-zone') };
  const pack: PlacementStrategy = { type: known('binpack'), field: known('memory') };
  const random: PlacementStrategy = { type: known('random') };
  return [[], [pack], [zone, pack], [random]][choice];
}

function constraintsOf(choice: number): readonly PlacementConstraint[] {
  if (choice === 1) return [{ type: known('memberOf'), expression: known('attribute:ecs.availability-zone == us-east-1a') }];
  return choice === 0 ? [{ type: known('distinctInstance') }] : [];
}
