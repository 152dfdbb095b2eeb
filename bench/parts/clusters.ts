import { known } from '../../src/preflight/model';
import type { PlacementModel, Service } from '../../src/preflight/model';
import { Random } from '../../src/preflight/scheduler/random';
import { cluster } from '../../test/preflight/model-builder';

export interface Size {
  readonly instances: number;
  readonly tasks: number;
  readonly services: number;
  readonly orders: number;
  /** Milliseconds. */
  readonly goal: number;
}

export const SIZES: readonly Size[] = [
  { instances: 20, tasks: 100, services: 10, orders: 1000, goal: 50 },
  { instances: 100, tasks: 1000, services: 40, orders: 1000, goal: 500 },
  { instances: 1000, tasks: 10_000, services: 100, orders: 100, goal: 1000 },
  { instances: 5000, tasks: 50_000, services: 200, orders: 30, goal: 2000 },
];

/** `roomy`: about 70 %, so that deployments and losses have room. `full`: above 95 %, so that much fails, some of it in some orders. */
export type Filling = 'roomy' | 'full';

const UNIT: Readonly<Record<Filling, { readonly cpu: number; readonly memory: number }>> = {
  roomy: { cpu: 256, memory: 512 },
  full: { cpu: 400, memory: 1000 },
};

/** m5.2xlarge hold ten tasks of these each. */
export function modelOf({ instances, tasks, services }: Size, filling: Filling): PlacementModel {
  const random = new Random(1);
  const unit = UNIT[filling];
  const builder = cluster().group('General', { types: ['m5.2xlarge'], count: instances });
  for (let index = 0; index < services; index += 1) {
    const desired = Math.floor(tasks / services) + (index < tasks % services ? 1 : 0);
    const strict = filling === 'full' && index % 4 === 0;
    builder.service(`S${index}`, {
      desired,
      cpu: unit.cpu * (1 + random.below(3)),
      memory: unit.memory * (1 + random.below(5)),
      min: strict ? 100 : 50,
      max: strict ? 200 : 150,
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
