import { App, Validations } from 'aws-cdk-lib';
import { Preflight, PreflightPlugin, Scenario, Severity } from '../../src/preflight';
import { stockApp, stockStack } from '../support/stock-stack';

test('two t3.medium with four tasks of 2,048 MiB do not fit, because of the registered memory', () => {
  const report = Preflight.fromStack(stockStack(stockApp(), { instances: 2, tasks: 4, memoryMiB: 2048 })).run(Scenario.steadyState());
  expect(report.findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([['unplaceable-tasks', Severity.ERROR]]);
  const [finding] = report.findings;
  expect(finding.constructPath).toBe('Stock/Api/Service');
  expect(finding.evidence.join('\n')).toContain('memory runs out first');
  expect(report.outcomeOf('Stock/Api')).toMatchObject({ fits: false, placedCount: 2, askedCount: 4 });
});

test('three tasks with a static host port on three instances cannot be deployed again at 100/200', () => {
  const report = Preflight.fromStack(stockStack(stockApp(), { instances: 3, tasks: 3, memoryMiB: 256, hostPort: 8080 })).run(
    Scenario.rollingDeployment(),
  );
  expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(['deployment-deadlock']);
});

describe('the printed help cures, applied to the code', () => {
  test('of the static host port', () => {
    const cured = Preflight.fromStack(stockStack(stockApp(), { instances: 3, tasks: 3, memoryMiB: 256, hostPort: 0 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    expect(cured.findings).toEqual([]);
    expect(cured.outcomeOf('Stock/Api').fits).toBe(true);
  });

  test('of the memory: as many instances as the help names', () => {
    const broken = Preflight.fromStack(stockStack(stockApp(), { instances: 2, tasks: 4, memoryMiB: 2048 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    const size = /desired capacity of Stock\/Group from 2 to (\d+)/.exec(broken.findings[0].help.join('\n'));
    expect(size).not.toBeNull();
    const instances = Number(size?.[1]);
    const cured = Preflight.fromStack(stockStack(stockApp(), { instances, tasks: 4, memoryMiB: 2048 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    expect(cured.findings).toEqual([]);
    const less = Preflight.fromStack(stockStack(stockApp(), { instances: instances - 1, tasks: 4, memoryMiB: 2048 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    expect(less.findings).not.toEqual([]);
  });
});

describe('instance types of the caller', () => {
  const preflight = (): Preflight => Preflight.fromStack(stockStack(stockApp(), { instances: 2, tasks: 4, memoryMiB: 1900 }));

  test('memory that was measured decides instead of the estimate', () => {
    const measured = (registeredMemoryMiB: number): boolean =>
      preflight().withInstanceTypes({ name: 't3.medium', registeredMemoryMiB }).run(Scenario.steadyState()).outcomeOf('Stock/Api').fits;
    expect([measured(3790), measured(3810)]).toEqual([false, true]);
  });

  test('of two facts about one type the later one wins', () => {
    const report = preflight().withInstanceTypes({ name: 't3.medium', registeredMemoryMiB: 3000 })
      .withInstanceTypes({ name: 't3.medium', registeredMemoryMiB: 3810 }).run(Scenario.steadyState());
    expect(report.findings).toEqual([]);
  });

  test('a fact that cannot be is refused with its reason', () => {
    expect(() => preflight().withInstanceTypes({ name: 'z99.large', vcpu: 2 }).run())
      .toThrow('instance type z99.large: the catalog does not know this type, so the entry needs memoryMiB, architectures, maxEni');
  });
});

test('what a report does not hold is named when it is asked for', () => {
  const report = Preflight.fromStack(stockStack(stockApp(), { instances: 2, tasks: 2, memoryMiB: 512 })).run(Scenario.steadyState());
  expect(() => report.outcomeOf('Stock/Nothing')).toThrow(
    '0 services are at Stock/Nothing; the services of this report are Stock/Api/Service',
  );
});

describe('plugin', () => {
  const withPlugin = (facts: Parameters<typeof stockStack>[1], plugin = new PreflightPlugin()) => {
    const made = stockApp();
    stockStack(made, facts);
    Validations.of(made).addPlugins(plugin);
    return made;
  };

  test('a service that does not fit fails the synthesis, with the rule and the construct', () => {
    const failure = failureOf(withPlugin({ instances: 2, tasks: 4, memoryMiB: 2048 }));
    expect(failure).toContain('unplaceable-tasks');
    expect(failure).toContain('only 2 of 4 tasks of Stock/Api/Service can be placed');
    expect(failure).toContain('ApiService89E3D990');
  });

  test('a service that fits passes', () => {
    expect(failureOf(withPlugin({ instances: 2, tasks: 2, memoryMiB: 512 }))).toBe('the synthesis passed');
  });
});

/** What a failed synthesis tells: newer releases throw it, older ones print it and set the exit code. */
function failureOf(made: App): string {
  const lines: string[] = [];
  const printed = jest.spyOn(console, 'error').mockImplementation((...texts) => void lines.push(texts.join(' ')));
  try {
    made.synth();
  } catch (error) {
    return (error as Error).message;
  } finally {
    printed.mockRestore();
  }
  const code = process.exitCode;
  process.exitCode = undefined;
  return code === 1 ? lines.join('\n') : 'the synthesis passed';
}
