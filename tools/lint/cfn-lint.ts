import { Audit } from './audit-example';
import { LintFinding } from './lint-finding';
import { readStacks } from '../examples/assembly-stacks';
import { runProcess } from '../process/run-process';

interface Match {
  readonly Filename: string;
  readonly Level: 'Error' | 'Warning' | 'Informational';
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path?: readonly (string | number)[] | null };
}

const TIME_LIMIT_SECONDS = 600;

/** cfn-lint over every template of all assemblies, in one process: to start takes it as long as several templates do. */
export async function cfnLint(program: string, audits: readonly Audit[]): Promise<readonly LintFinding[]> {
  const exampleOf = new Map(audits.flatMap(({ example, assembly }) => readStacks(assembly).map(({ templatePath }) => [templatePath, example.name])));
  // Its exit code is a set of bits for the levels it found; its JSON says the same and more.
  const args = ['--format', 'json', '--regions', 'us-east-1', '--', ...exampleOf.keys()];
  const finished = await runProcess(program, args, { timeLimitSeconds: TIME_LIMIT_SECONDS });
  if (finished.timedOut) throw new Error(`cfn-lint did not end within ${TIME_LIMIT_SECONDS} s`);
  return parse(finished.stdout, finished.stderr).map((match) => ({
    tool: 'cfn-lint',
    example: exampleOf.get(match.Filename) ?? match.Filename,
    rule: match.Rule.Id,
    subject: String(match.Location.Path?.[1] ?? 'template'),
    message: match.Message,
    isError: match.Level === 'Error',
  }));
}

function parse(stdout: string, stderr: string): readonly Match[] {
  try {
    return JSON.parse(stdout) as Match[];
  } catch {
    throw new Error(`cfn-lint gave no JSON\n${stdout}\n${stderr}`);
  }
}
