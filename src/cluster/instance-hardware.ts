import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Accelerator, InstanceHardware } from './accelerator';
import { findInstanceType, InstanceTypeFacts } from '../facts/instance-types';

/**
 * The hardware that all the instance types share; nothing when a name is a token.
 *
 * Throws when the types need different AMIs.
 */
export function hardwareOf(instanceTypes: readonly ec2.InstanceType[]): InstanceHardware | undefined {
  const names = instanceTypes.map((type) => type.toString());
  if (names.some((name) => Token.isUnresolved(name))) return undefined;
  return {
    architecture: shared('architecture', names, (name) => architectureOf(name)),
    accelerator: shared('accelerator', names, (name) => acceleratorOf(name)),
  };
}

function shared<T extends string>(aspect: string, names: readonly string[], of: (name: string) => T): T {
  const groups = new Map<T, string[]>();
  names.forEach((name) => groups.set(of(name), [...groups.get(of(name)) ?? [], name]));
  if (groups.size === 1) return of(names[0]);
  const got = [...groups].map(([value, members]) => `${value} (${members.join(', ')})`).sort().join(' and ');
  throw new Error(`\`instanceTypes\` must share one ${aspect}, because they share one AMI, got ${got}`);
}

function architectureOf(name: string): ec2.InstanceArchitecture {
  const known = findInstanceType(name);
  if (known === undefined) return architectureByName(name);
  if (known.architectures.some((each) => each.endsWith('_mac'))) {
    throw new Error(`\`instanceTypes\` must be types that Linux or Windows runs on, got ${name}, a Mac`);
  }
  return known.architectures.includes('arm64') ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
}

function acceleratorOf(name: string): Accelerator {
  const known = findInstanceType(name);
  return known === undefined ? acceleratorByName(name) : acceleratorOfKnown(known);
}

/** Habana, AMD and Qualcomm devices are accelerators too, but no ECS-optimized AMI has drivers for them. */
function acceleratorOfKnown({ gpus, otherAccelerators }: InstanceTypeFacts): Accelerator {
  if (gpus.model?.startsWith('NVIDIA')) return Accelerator.NVIDIA;
  return otherAccelerators.some(({ name }) => /^(Inferentia|Trainium)/.test(name)) ? Accelerator.NEURON : Accelerator.NONE;
}

/** The accelerator that requirements ask for, as far as an AMI has drivers for it. AWS makes Inferentia and Trainium. */
export function acceleratorRequired({ acceleratorManufacturers = [] }: Partial<ec2.InstanceRequirementsConfig> = {}): Accelerator {
  if (acceleratorManufacturers.includes(ec2.AcceleratorManufacturer.NVIDIA)) return Accelerator.NVIDIA;
  return acceleratorManufacturers.includes(ec2.AcceleratorManufacturer.AWS) ? Accelerator.NEURON : Accelerator.NONE;
}

/** For types that came after this release: `a1`, and a `g` after the generation number, as in `m6g`, `c7gn`, `g5g`; not `g5`, `g4dn`. */
export function architectureByName(name: string): ec2.InstanceArchitecture {
  return /^(a1|[a-z]+\d+g[a-z]*)(-[a-z0-9]+)?\./.test(name) ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
}

/** For types that came after this release. g4ad has AMD GPUs. */
export function acceleratorByName(name: string): Accelerator {
  if (/^(inf|trn)\d/.test(name)) return Accelerator.NEURON;
  return /^(p|g|gr)\d/.test(name) && !name.startsWith('g4ad') ? Accelerator.NVIDIA : Accelerator.NONE;
}
