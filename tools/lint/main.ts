import { ALL_PACKS, AWS_SOLUTIONS, cdkNag } from './cdk-nag';
import { cfnLint } from './cfn-lint';
import { problems, readExceptions } from './lint-exceptions';
import { LintFinding } from './lint-finding';
import { synthesize } from '../examples/cdk-cli';
import { discoverExamples, examplesFolder } from '../examples/discover-examples';
import { findProgram } from '../process/find-program';

async function main(): Promise<number> {
  const program = findProgram('cfn-lint');
  if (!program) {
    console.log('linting the examples needs cfn-lint: pip install cfn-lint');
    return process.env.CI ? 1 : 0;
  }
  const packs = process.argv.includes('--packs') ? packsOf(process.argv[process.argv.indexOf('--packs') + 1]) : AWS_SOLUTIONS;
  const findings: LintFinding[] = [];
  for (const example of discoverExamples()) {
    const found = [...await cfnLint(program, example, await synthesize(example)), ...await cdkNag(example, packs)];
    console.log(`${example.name}: ${found.length} findings of cfn-lint and cdk-nag (${packs.join(', ')})`);
    findings.push(...found);
  }
  const names = discoverExamples().map(({ name }) => name);
  const exceptions = readExceptions(examplesFolder()).filter(({ example }) => names.includes(example));
  const all = problems(findings, exceptions);
  all.forEach((problem) => console.log(problem));
  console.log(`${findings.length} findings, ${exceptions.length} exceptions with a reason, ${all.length} problems`);
  return all.length === 0 ? 0 : 1;
}

function packsOf(value: string | undefined): readonly string[] {
  if (value === 'all') return ALL_PACKS;
  const packs = (value ?? '').split(',');
  const unknown = packs.find((pack) => !ALL_PACKS.includes(pack));
  if (unknown !== undefined) throw new Error(`--packs takes all or some of ${ALL_PACKS.join(',')}, got ${unknown || 'nothing'}`);
  return packs;
}

main().then((status) => process.exit(status), (error: Error) => {
  console.error(error.message);
  process.exit(1);
});
