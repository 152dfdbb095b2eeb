import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Stack, Stage } from 'aws-cdk-lib';
import { withEdits } from './explain/apply-edits';
import { type Cure, type Finding, Preflight, type Report, Scenario } from '../../src/preflight';
import { stockApp, stockStack } from '../support/stock-stack';

const SCENARIOS = [Scenario.steadyState(), Scenario.rollingDeployment()];
const tight = (): Stack => stockStack(stockApp(), { instances: 2, tasks: 4, memoryMiB: 2048 });
const deadlocked = (): Stack => stockStack(stockApp(), { instances: 3, tasks: 3, memoryMiB: 256, hostPort: 8080 });

/** Checks the assembly of the stack again, with the edits of the cure made in the templates that they name. */
function checkedWith(stack: Stack, cure: Cure): Report {
  const assembly = mkdtempSync(join(tmpdir(), 'cured-'));
  cpSync(Stage.of(stack)?.synth().directory ?? '', assembly, { recursive: true });
  for (const { templatePath, logicalId, property, oldValue, newValue } of cure.edits) {
    const file = join(assembly, basename(templatePath));
    const edited = withEdits(JSON.parse(readFileSync(file, 'utf8')), [
      { templatePath, logicalId, property, from: oldValue as string, to: newValue as string },
    ]);
    writeFileSync(file, JSON.stringify(edited));
  }
  return Preflight.fromCloudAssembly(assembly).run(...SCENARIOS);
}

test.each([
  ['a service without room', 'unplaceable-tasks', tight],
  ['a deployment that is stuck', 'deployment-deadlock', deadlocked],
])('each cure of %s, made in the synthesized template, makes the finding go', (_, ruleId, made) => {
  const stack = made();
  const [finding] = Preflight.fromStack(stack).run(...SCENARIOS).findings.filter((found) => found.ruleId === ruleId);
  expect(finding.cures.length).toBeGreaterThan(0);
  expect(finding.cures.map((cure) => [cure.help, checkedWith(stack, cure).findings])).toEqual(finding.cures.map(({ help }) => [help, []]));
});

test('a cure is one of the help, and its edits name the template of the stack', () => {
  const stack = tight();
  const [finding] = Preflight.fromStack(stack).run(...SCENARIOS).findings;
  for (const { help, edits } of finding.cures) {
    expect(finding.help).toContain(help);
    expect(edits.map(({ templatePath }) => basename(templatePath))).toEqual(edits.map(() => stack.templateFile));
  }
  expect(finding.cures.flatMap(({ edits }) => edits)).toContainEqual(
    expect.objectContaining({ logicalId: 'GroupASG3C6DFE3B', property: 'Properties.MaxSize', oldValue: '2', newValue: '5' }),
  );
});

test('what the template does not write has no old value', () => {
  const [finding] = Preflight.fromStack(tight()).run(...SCENARIOS).findings;
  const edits = finding.cures.flatMap((cure) => cure.edits);
  expect(edits.filter((edit) => !('oldValue' in edit)).map(({ property }) => property)).toEqual(['Properties.DesiredCapacity']);
});

test('they are the cures of the JSON', () => {
  const report = Preflight.fromStack(deadlocked()).run(...SCENARIOS);
  const json = JSON.parse(report.toJsonText()) as { readonly findings: readonly { readonly cures?: readonly unknown[] }[] };
  const asInJson = ({ cures }: Finding) => cures.map(({ help, edits }) => ({
    help,
    edits: edits.map(({ oldValue, newValue, ...place }) => ({ ...place, from: oldValue, to: newValue })),
  }));
  const all = report.findings.map(asInJson);
  expect(all.flat().length).toBeGreaterThan(0);
  expect(all).toEqual(json.findings.slice(0, all.length).map(({ cures }) => cures ?? []));
});

test('a finding that no edit cures has none', () => {
  const stack = stockStack(stockApp(), { instances: 3, tasks: 1, memoryMiB: 256, hostPort: 40000 });
  const { findings } = Preflight.fromStack(stack).run(Scenario.steadyState());
  expect(findings.map(({ ruleId, cures }) => [ruleId, cures])).toEqual([['ephemeral-host-port', []]]);
});
