import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * The architecture that all the instance types share, from their names: a `g` after the generation number is Graviton.
 *
 * Throws when the names disagree, or when a name is known only at deployment.
 */
export function architectureOf(instanceTypes: readonly ec2.InstanceType[]): ec2.InstanceArchitecture {
  const names = instanceTypes.map((type) => type.toString());
  const unresolved = names.find((name) => Token.isUnresolved(name));
  if (unresolved !== undefined) {
    throw new Error('`machineImage` is needed when `instanceTypes` holds a token: the architecture cannot be told from its name');
  }
  const arm = names.filter((name) => GRAVITON.test(name));
  if (arm.length > 0 && arm.length < names.length) {
    const x86 = names.filter((name) => !GRAVITON.test(name));
    throw new Error(`\`instanceTypes\` must share one architecture, got arm64 (${arm.join(', ')}) and x86_64 (${x86.join(', ')})`);
  }
  return arm.length > 0 ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
}

/** `a1`, and families such as `m6g`, `c7gn`, `im4gn`, `g5g`; not `g5` or `g4dn`. */
const GRAVITON = /^(a1|[a-z]+\d+g[a-z]*)(-[a-z0-9]+)?\./;
