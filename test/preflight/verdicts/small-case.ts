import { withOverrides, type Catalog } from '../../../src/preflight/catalog';
import { known } from '../../../src/preflight/model';
import type { PlacementConstraint, PlacementModel, PlacementStrategy } from '../../../src/preflight/model';
import { Random } from '../../../src/preflight/scheduler/random';
import { cluster } from '../model-builder';

const TYPES = ['tiny.small', 'tiny.medium', 'tiny.large'];

/** Types whose registered memory is exact, so that every reading of a case is the same problem. */
export const SMALL_TYPES: Catalog = smallTypes();

/** A random cluster of at most five instances and eight tasks. */
export function smallCase(seed: number): PlacementModel {
  const random = new Random(seed);
  const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'].slice(0, 1 + random.below(3));
  const builder = cluster();
  const first = 1 + random.below(3);
  builder.group('First', { types: [TYPES[random.below(3)]], count: first, zones: known(zones) });
  if (random.below(2) === 0) builder.group('Second', { types: [TYPES[random.below(3)]], count: 1 + random.below(5 - first), zones: known(zones) });
  let left = 8;
  const services = 1 + random.below(3);
  for (let index = 0; index < services && left > 0; index += 1) {
    const desired = 1 + random.below(Math.min(4, left));
    left -= desired;
    builder.service(`S${index}`, {
      desired,
      cpu: 128 * (1 + random.below(10)),
      memory: 100 * (1 + random.below(11)),
      mode: random.below(4) === 0 ? 'awsvpc' : 'bridge',
      hostPort: random.below(5) === 0 ? 8080 + random.below(2) : undefined,
      strategies: strategies(random.below(5)),
      constraints: constraints(random.below(6)),
    });
  }
  return builder.build();
}

function strategies(choice: number): readonly PlacementStrategy[] {
  const of = (type: 'spread' | 'binpack' | 'random', field?: string): PlacementStrategy =>
    field === undefined ? { type: known(type) } : { type: known(type), field: known(field) };
  const zone = of('spread', 'attribute:ecs.availability-zone');
  return [[], [of('binpack', 'memory')], [of('binpack', 'cpu')], [zone, of('binpack', 'memory')], [of('random')]][choice];
}

function constraints(choice: number): readonly PlacementConstraint[] {
  if (choice === 0) return [{ type: known('distinctInstance') }];
  if (choice === 1) return [{ type: known('memberOf'), expression: known(`attribute:ecs.instance-type == ${TYPES[1]}`) }];
  return [];
}

function smallTypes(): Catalog {
  const type = (vcpu: number, memoryMiB: number, maxEni: number) => ({ vcpu, memoryMiB, maxEni, architectures: ['x86_64'], registeredMemoryMiB: memoryMiB });
  const read = withOverrides({ [TYPES[0]]: type(1, 1000, 2), [TYPES[1]]: type(2, 1500, 3), [TYPES[2]]: type(2, 2500, 3) });
  if (!read.ok) throw new Error(read.errors.join(', '));
  return read.catalog;
}
