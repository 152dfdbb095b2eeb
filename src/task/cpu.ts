import { Token } from 'aws-cdk-lib';

/** An amount of CPU. 1 vCPU is 1,024 CPU units. */
export class Cpu {
  /**
   * An amount in vCPUs.
   *
   * @param vcpus vCPUs, a multiple of 1/1,024, for example 0.25, 0.5 or 2
   */
  public static vcpu(vcpus: number): Cpu {
    if (Token.isUnresolved(vcpus)) {
      throw new Error('`Cpu.vcpu` needs a number that is known now, got a token; give a token of CPU units to `Cpu.units`');
    }
    return new Cpu(checkedUnits(vcpus * 1024, `${vcpus} vCPU`));
  }

  /**
   * An amount in CPU units.
   *
   * @param units CPU units, a whole number from 1, for example 256 for a quarter of a vCPU
   */
  public static units(units: number): Cpu {
    return new Cpu(checkedUnits(units, `${units} CPU units`));
  }

  private constructor(
    /** The amount in CPU units. */
    public readonly cpuUnits: number,
  ) {}
}

function checkedUnits(units: number, written: string): number {
  if (!Token.isUnresolved(units) && !(Number.isInteger(units) && units >= 1)) {
    throw new Error(`\`cpu\` must be a whole number of CPU units from 1 (1 vCPU is 1,024 units), got ${written}`);
  }
  return units;
}
