import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LintFinding } from './lint-finding';
import { freshFolder, tryCdk } from '../examples/cdk-cli';
import { Example } from '../examples/discover-examples';

export const AWS_SOLUTIONS = ['AwsSolutionsChecks'];
export const ALL_PACKS = [...AWS_SOLUTIONS, 'NIST80053R5Checks', 'HIPAASecurityChecks', 'PCIDSS321Checks'];

interface Report {
  readonly pluginReports: readonly { readonly pluginName: string; readonly violations?: readonly Violation[] }[];
}

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: readonly { readonly constructPath?: string }[];
}

/** Runs the example's own app with the packs added; what the app acknowledges with a reason is not in the report. */
export async function cdkNag(example: Example, packs: readonly string[]): Promise<readonly LintFinding[]> {
  const folder = freshFolder(`nag-${example.name}`);
  const ran = join(folder, 'packs-that-ran');
  const assembly = join(folder, 'cdk.out');
  const env = { NAG_PACKS: packs.join(','), NAG_RAN: ran, NODE_OPTIONS: `--require ${join(__dirname, 'nag-preload.js')}` };
  const finished = await tryCdk(['synth', '--quiet', '--output', assembly], { cwd: example.directory, env });
  const path = join(assembly, 'validation-report.json');
  if (!existsSync(ran) || !existsSync(join(assembly, 'manifest.json')) || (finished.status !== 0 && !existsSync(path))) {
    throw new Error(`cdk-nag did not run on ${example.name}\n${finished.stdout}\n${finished.stderr}`);
  }
  return existsSync(path) ? findings(JSON.parse(readFileSync(path, 'utf8')) as Report, example) : [];
}

function findings({ pluginReports }: Report, example: Example): readonly LintFinding[] {
  return pluginReports
    .filter(({ pluginName }) => PACK_NAMES.has(pluginName))
    .flatMap(({ violations = [] }) => violations)
    .flatMap(({ ruleName, description, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => ({
      tool: 'cdk-nag' as const,
      example: example.name,
      rule: ruleName,
      subject: constructPath ?? 'app',
      message: description,
      isError: false,
    })));
}

const PACK_NAMES: ReadonlySet<string> = new Set(['AwsSolutions', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']);
