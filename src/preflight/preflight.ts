import { Stack, Stage } from 'aws-cdk-lib';
import { catalogWith } from './custom-catalog';
import type { CustomInstanceType } from './custom-instance-type';
import { judgeInput } from './judge-input';
import { Report } from './report-facade';
import { Scenario } from './scenario-choice';

/**
 * Judges what will be deployed, before it is deployed: for a unit test, a script, or a tool of your own.
 * In `cdk synth` use `PreflightPlugin`; in a pipeline use the command `stowage check`.
 */
export class Preflight {
  /**
   * Synthesizes the app (or stage) of the stack and reads all of its stacks, so that references between them resolve.
   *
   * @param stack any stack of the app
   */
  public static fromStack(stack: Stack): Preflight {
    const stage = Stage.of(stack);
    if (!stage) throw new Error(`the stack ${stack.node.path} is not part of an App or a Stage, so it cannot be synthesized`);
    return new Preflight([stage.synth().directory]);
  }

  /**
   * Reads a cloud assembly, as `cdk synth` writes it.
   *
   * @param directory path of the assembly, usually `cdk.out`
   */
  public static fromCloudAssembly(directory: string): Preflight {
    return new Preflight([directory]);
  }

  /**
   * Reads CloudFormation templates that are deployed together.
   *
   * @param paths paths of templates, JSON or YAML
   */
  public static fromTemplates(...paths: string[]): Preflight {
    return new Preflight(paths);
  }

  private constructor(
    private readonly paths: string[],
    private readonly instanceTypes: CustomInstanceType[] = [],
    private readonly onDemandQuota?: number,
    private readonly spotQuota?: number,
  ) {}

  /**
   * The same preflight with facts of instance types over those that ship, for types of your own or memory that you measured.
   *
   * @param instanceTypes facts by the name of the type; a later one of the same name wins
   */
  public withInstanceTypes(...instanceTypes: CustomInstanceType[]): Preflight {
    return new Preflight(this.paths, [...this.instanceTypes, ...instanceTypes], this.onDemandQuota, this.spotQuota);
  }

  /**
   * The same preflight with the Fargate quotas of the account, which no template tells: all tasks at once are held against them.
   *
   * @param onDemand the quota "Fargate On-Demand vCPU resource count", in vCPU
   * @param spot the quota "Fargate Spot vCPU resource count", in vCPU; without it nothing is held against that quota
   */
  public withFargateVcpuQuota(onDemand: number, spot?: number): Preflight {
    return new Preflight(this.paths, this.instanceTypes, onDemand, spot);
  }

  /**
   * Simulates the scenarios and applies every rule.
   *
   * @param scenarios situations to simulate; every scenario that applies when none is given
   * @throws when the input cannot be read
   */
  public run(...scenarios: Scenario[]): Report {
    return Report._of(judgeInput(this.paths, {}, {
      scenarios: scenarios.length > 0 ? scenarios.map((scenario) => scenario.name) : undefined,
      simulation: { catalog: catalogWith(this.instanceTypes), fargateVcpuQuota: this.onDemandQuota, fargateSpotVcpuQuota: this.spotQuota },
    }));
  }
}
