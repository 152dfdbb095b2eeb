import { ALL_PACKS, auditExample, Pack } from './audit-example';
import { cfnLint } from './cfn-lint';
import { problems, readExceptions } from './lint-exceptions';
import { discoverExamples, examplesFolder } from '../examples/discover-examples';
import { findProgram } from '../process/find-program';

async function main(): Promise<number> {
  const program = findProgram('cfn-lint');
  if (!program) {
    console.log('linting the examples needs cfn-lint: pip install cfn-lint');
    return process.env.CI ? 1 : 0;
  }
  const packs = process.argv.includes('--packs') ? packsOf(process.argv[process.argv.indexOf('--packs') + 1]) : ['AwsSolutionsChecks'] as const;
  const audits = discoverExamples().map((example) => auditExample(example, packs));
  const findings = [...audits.flatMap((audit) => audit.findings), ...await cfnLint(program, audits)];
  const names = audits.map(({ example }) => example.name);
  for (const name of names) {
    const { length } = findings.filter(({ example }) => example === name);
    console.log(`${name}: ${length} findings of cfn-lint and cdk-nag (${packs.join(', ')})`);
  }
  const exceptions = readExceptions(examplesFolder()).filter(({ example }) => names.includes(example));
  const all = problems(findings, exceptions);
  all.forEach((problem) => console.log(problem));
  console.log(`${findings.length} findings, ${exceptions.length} exceptions with a reason, ${all.length} problems`);
  return all.length === 0 ? 0 : 1;
}

function packsOf(value: string | undefined): readonly Pack[] {
  if (value === 'all') return ALL_PACKS;
  return (value ?? '').split(',').map((name) => {
    const pack = ALL_PACKS.find((each) => each === name);
    if (!pack) throw new Error(`--packs takes all or some of ${ALL_PACKS.join(',')}, got ${name || 'nothing'}`);
    return pack;
  });
}

main().then((status) => process.exit(status), (error: Error) => {
  console.error(error.message);
  process.exit(1);
});
