import { fastest, milliseconds, type BenchRow } from './parts/table';
import { known } from '../src/preflight/model';
import type { PlacementModel, Service } from '../src/preflight/model';
import { runPreflight } from '../src/preflight/run';
import { Random } from '../src/preflight/scheduler/random';
import { cluster } from '../test/preflight/model-builder';

interface Size {
  readonly instances: number;
  readonly tasks: number;
  readonly services: number;
  readonly orders: number;
  /** Milliseconds. */
  readonly goal: number;
}

const SIZES: readonly Size[] = [
  { instances: 20, tasks: 100, services: 10, orders: 1000, goal: 50 },
  { instances: 100, tasks: 1000, services: 40, orders: 1000, goal: 500 },
  { instances: 5000, tasks: 50_000, services: 200, orders: 30, goal: 2000 },
];

/** A whole run of the preflight, every rule and every scenario, over clusters that hold what they are asked. */
export function judging(): readonly BenchRow[] {
  return SIZES.map((size) => {
    const model = modelOf(size);
    let alarms = 0;
    const elapsed = fastest(2, () => {
      alarms = runPreflight(model, { simulation: { orders: size.orders } }).findings.filter(({ severity }) => severity !== 'note').length;
    });
    return {
      what: `judge ${size.instances} x ${size.tasks}, ${size.services} services, ${size.orders} orders`,
      figures: { time: milliseconds(elapsed), findings: String(alarms) },
      goal: { text: `at most ${size.goal} ms`, reached: elapsed <= size.goal },
    };
  });
}

/** m5.2xlarge hold ten tasks of these each and are filled to about 70 %, so that deployments and losses have room. */
function modelOf({ instances, tasks, services }: Size): PlacementModel {
  const random = new Random(1);
  const builder = cluster().group('General', { types: ['m5.2xlarge'], count: instances });
  for (let index = 0; index < services; index += 1) {
    const desired = Math.floor(tasks / services) + (index < tasks % services ? 1 : 0);
    builder.service(`S${index}`, {
      desired,
      cpu: 256 * (1 + random.below(3)),
      memory: 512 * (1 + random.below(5)),
      min: 50,
      max: 150,
      overrides: { scaling: scalingOf(desired) },
    });
  }
  return builder.build();
}

function scalingOf(desired: number): Service['scaling'] {
  return {
    subject: { constructPath: 'Shop/Target', logicalId: 'Target', templatePath: 'Shop.template.json' },
    minCapacity: known(1),
    maxCapacity: known(desired + 1),
    policies: [],
  };
}
