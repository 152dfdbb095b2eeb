import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { LintFinding } from './lint-finding';
import { freshFolder } from '../examples/cdk-cli';
import { Example } from '../examples/discover-examples';

const PACKS = { AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks };

export type Pack = keyof typeof PACKS;

export const ALL_PACKS = Object.keys(PACKS) as readonly Pack[];

export interface Audit {
  readonly example: Example;
  readonly assembly: string;
  readonly findings: readonly LintFinding[];
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly conclusion: 'success' | 'failure';
    readonly violations?: readonly Violation[];
  }[];
}

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: readonly { readonly constructPath?: string }[];
}

/**
 * Runs the example's own program in this process, since all examples together take as long as one does from the start, with the packs
 * added to the validation of its app. What the app acknowledges with a reason is not found.
 */
export function auditExample(example: Example, packs: readonly Pack[]): Audit {
  const assembly = join(freshFolder(`audit-${example.name}`), 'cdk.out');
  const report = join(assembly, 'validation-report.json');
  const ran = synthesizeHere(example, assembly, packs);
  if (!ran || !existsSync(report)) throw new Error(`cdk-nag did not run on ${example.name}`);
  return { example, assembly, findings: findings(JSON.parse(readFileSync(report, 'utf8')) as Report, example) };
}

/** As the CDK CLI would, of which only the command line is left out. Returns whether the packs were there when the app was synthesized. */
function synthesizeHere({ name, directory }: Example, assembly: string, packs: readonly Pack[]): boolean {
  const { app, context } = JSON.parse(readFileSync(join(directory, 'cdk.json'), 'utf8')) as { readonly app: string; readonly context?: object };
  const load = createRequire(join(directory, 'cdk.json'));
  const packed = addPacks(load('aws-cdk-lib') as typeof import('aws-cdk-lib'), packs);
  const before = process.cwd();
  process.chdir(directory);
  process.env.CDK_OUTDIR = assembly;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, ...CONTEXT_OF_THE_CLI });
  try {
    load(join(directory, app.split(' ').pop()!));
  } catch (error) {
    throw new Error(`the program of ${name} failed\n${error instanceof Error ? error.stack : String(error)}`, { cause: error });
  } finally {
    packed.end();
    process.chdir(before);
    // An app that is told where to write wants to be synthesized when the process ends; each of these was.
    process.removeAllListeners('beforeExit');
  }
  return packed.ran();
}

const CONTEXT_OF_THE_CLI = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  // What is found is in the report, and judged here.
  '@aws-cdk/core:failSynthOnValidationErrors': false,
};

/** Each app gets the packs just before it synthesizes. */
function addPacks({ App, Validations }: typeof import('aws-cdk-lib'), packs: readonly Pack[]) {
  const synth = App.prototype.synth;
  const done = new Set<unknown>();
  App.prototype.synth = function (options) {
    if (!done.has(this)) Validations.of(this).addPlugins(...packs.map((pack) => new PACKS[pack](this)));
    done.add(this);
    return synth.call(this, options);
  };
  return { ran: () => done.size > 0, end: () => { App.prototype.synth = synth; } };
}

/** Of the packs, what they found; of every other plugin, the CDK's own too, what made it fail. */
function findings({ pluginReports }: Report, { name }: Example): readonly LintFinding[] {
  return pluginReports
    .map((report) => ({ ...report, isPack: PACK_NAMES.has(report.pluginName) }))
    .filter(({ isPack, conclusion }) => isPack || conclusion === 'failure')
    .flatMap(({ isPack, violations = [] }) => violations.flatMap(({ ruleName, description, violatingConstructs }) => (
      violatingConstructs.map(({ constructPath }) => ({
        tool: isPack ? 'cdk-nag' as const : 'cdk synth' as const,
        example: name,
        rule: ruleName,
        subject: constructPath ?? 'app',
        message: description,
        isError: !isPack,
      })))));
}

const PACK_NAMES: ReadonlySet<string> = new Set(['AwsSolutions', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']);
