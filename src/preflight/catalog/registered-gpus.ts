import type { InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';
import { known, unknown, type Known } from '../model';

/**
 * GPUs that an instance registers with ECS, on an AMI with the drivers. ECS counts whole NVIDIA devices
 * (developer guide, `ecs-gpu`); other makes are not a resource, and of a fraction of a GPU it offers a fraction.
 */
export function registeredGpus(type: InstanceTypeFacts): Known<number> {
  const { count, model = '' } = type.gpus;
  if (count === 0 || !model.startsWith('NVIDIA ')) return known(0);
  if (/^gr?\d+f\./.test(type.name)) return unknown(`${type.name} has a fraction of a GPU, which tasks ask for as a fraction`);
  return known(count);
}
