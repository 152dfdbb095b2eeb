import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Accelerator, InstanceHardware } from './accelerator';

/**
 * The hardware that all the instance types share, from their names; nothing when a name is a token.
 *
 * Throws when the types need different AMIs.
 */
export function hardwareOf(instanceTypes: readonly ec2.InstanceType[]): InstanceHardware | undefined {
  const names = instanceTypes.map((type) => type.toString());
  if (names.some((name) => Token.isUnresolved(name))) return undefined;
  return {
    architecture: shared('architecture', names, architectureOf),
    accelerator: shared('accelerator', names, acceleratorOf),
  };
}

function shared<T extends string>(aspect: string, names: readonly string[], of: (name: string) => T): T {
  const groups = new Map<T, string[]>();
  names.forEach((name) => groups.set(of(name), [...groups.get(of(name)) ?? [], name]));
  if (groups.size === 1) return of(names[0]);
  const got = [...groups].map(([value, members]) => `${value} (${members.join(', ')})`).sort().join(' and ');
  throw new Error(`\`instanceTypes\` must share one ${aspect}, because they share one AMI, got ${got}`);
}

/** `a1`, and families with a `g` after the generation number, such as `m6g`, `c7gn`, `im4gn`, `g5g`; not `g5` or `g4dn`. */
function architectureOf(name: string): ec2.InstanceArchitecture {
  return /^(a1|[a-z]+\d+g[a-z]*)(-[a-z0-9]+)?\./.test(name) ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
}

/** g4ad has AMD GPUs, which no ECS-optimized AMI has drivers for. */
function acceleratorOf(name: string): Accelerator {
  if (/^(inf|trn)\d/.test(name)) return Accelerator.NEURON;
  return /^(p|g|gr)\d/.test(name) && !name.startsWith('g4ad') ? Accelerator.NVIDIA : Accelerator.NONE;
}
