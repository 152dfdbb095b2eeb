import { LintFinding } from './lint-finding';
import { readStacks } from '../examples/assembly-stacks';
import { Example } from '../examples/discover-examples';
import { runProcess } from '../process/run-process';

interface Match {
  readonly Level: 'Error' | 'Warning' | 'Informational';
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path?: readonly (string | number)[] | null };
}

/** cfn-lint over every template of an assembly. */
export async function cfnLint(program: string, example: Example, assembly: string): Promise<readonly LintFinding[]> {
  const templates = readStacks(assembly).map(({ templatePath }) => templatePath);
  // Its exit code is a set of bits for the levels it found; its JSON says the same and more.
  const finished = await runProcess(program, ['--format', 'json', '--regions', 'us-east-1', '--', ...templates], { timeLimitSeconds: 120 });
  if (finished.timedOut) throw new Error(`cfn-lint did not end within 120 s on ${example.name}`);
  return parse(finished.stdout, finished.stderr).map((match) => ({
    tool: 'cfn-lint',
    example: example.name,
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
