import { dirname, relative, resolve } from 'node:path';
import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { catalogWith } from '../custom-catalog';
import type { CustomInstanceType } from '../custom-instance-type';
import type { Finding } from '../findings';
import { judgeInput } from '../judge-input';
import { layTable } from '../report/table';
import { RULES } from '../rules';
import { Scenario } from '../scenario-choice';
import { Severity } from '../severity';

/** Properties of `PreflightPlugin`. */
export interface PreflightPluginProps {
  /**
   * Situations to simulate.
   *
   * @default - every scenario that applies
   */
  readonly scenarios?: Scenario[];

  /**
   * Synthesis fails when a finding of this severity or above is not acknowledged. Findings below are printed.
   *
   * @default Severity.ERROR
   */
  readonly failOn?: Severity;

  /**
   * Whether the account setting `awsvpcTrunking` is on. No template tells it.
   *
   * @default false - as in a new account
   */
  readonly enableTrunking?: boolean;

  /**
   * The quota "Fargate On-Demand vCPU resource count" of the account, in vCPU. No template tells it.
   *
   * @default - nothing is held against it
   */
  readonly fargateVcpuQuota?: number;

  /**
   * The quota "Fargate Spot vCPU resource count" of the account, in vCPU. No template tells it.
   *
   * @default - nothing is held against it
   */
  readonly fargateSpotVcpuQuota?: number;

  /**
   * Facts of instance types over those that ship, for types of your own or memory that you measured.
   *
   * @default - the catalog as it ships
   */
  readonly instanceTypes?: CustomInstanceType[];
}

/**
 * Runs the preflight inside `cdk synth`: findings appear beside CDK's own, point at constructs, and are acknowledged
 * with `Validations.of(construct).acknowledge({ id: 'stowage::<rule id>', reason })`.
 *
 * Add it with `Validations.of(app).addPlugins(new preflight.PreflightPlugin())`.
 */
export class PreflightPlugin implements IPolicyValidationPlugin {
  public readonly name = 'stowage';
  public readonly ruleIds?: string[] = RULES.map((rule) => rule.id);

  constructor(private readonly props: PreflightPluginProps = {}) {}

  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const directories = [...new Set(context.templatePaths.map((path) => dirname(resolve(path))))];
    const result = judgeInput(outermost(directories), { baseDirectory: process.cwd() }, {
      scenarios: this.props.scenarios?.map((scenario) => scenario.name),
      simulation: {
        trunking: this.props.enableTrunking ?? false,
        catalog: catalogWith(this.props.instanceTypes ?? []),
        fargateVcpuQuota: this.props.fargateVcpuQuota,
        fargateSpotVcpuQuota: this.props.fargateSpotVcpuQuota,
      },
    });
    const failOn = RANK[this.props.failOn ?? Severity.ERROR];
    const reported = result.findings.filter((finding) => finding.severity !== 'note' || failOn === RANK.note);
    return {
      success: !result.findings.some((finding) => RANK[finding.severity] >= failOn),
      violations: reported.map((finding) => violationOf(finding, context)),
    };
  }
}

const RANK: Readonly<Record<string, number>> = { note: 0, warning: 1, error: 2 };

/** A nested assembly is read with the one that holds it. */
function outermost(directories: readonly string[]): readonly string[] {
  return directories.filter(
    (directory) => !directories.some((other) => other !== directory && !relative(other, directory).startsWith('..')),
  );
}

function violationOf(finding: Finding, context: IPolicyValidationContext): PolicyViolation {
  const file = finding.subject.templatePath.split(/[\\/]/).pop() ?? '';
  const templatePath = context.templatePaths.find((path) => path.endsWith(file)) ?? context.templatePaths[0];
  return {
    ruleName: finding.ruleId,
    severity: finding.severity,
    description: [finding.summary, ...evidenceLines(finding), ...finding.notes.map((text) => `note: ${text}`)].join('\n'),
    fix: finding.help.length > 0 ? finding.help.join('; or ') : undefined,
    violatingResources: [{ resourceLogicalId: finding.subject.logicalId, templatePath, locations: [] }],
  };
}

function evidenceLines(finding: Finding): readonly string[] {
  return finding.evidence.flatMap((evidence) => {
    if (evidence.kind === 'table') return layTable(evidence);
    return evidence.kind === 'text' ? evidence.lines : [`${evidence.label} ${evidence.text}: ${evidence.message}`];
  });
}
