import type { PreflightResult, ScenarioVerdict, Verdict } from '../../../src/preflight/findings';
import { renderTerminal } from '../../../src/preflight/report/terminal';

const verdict = (scenario: string, kind: Verdict, because: string): ScenarioVerdict => ({ scenario, verdict: kind, because });

const resultOf = (...services: readonly (readonly ScenarioVerdict[])[]): PreflightResult => ({
  findings: [],
  notes: [],
  taskDefinitionsWithoutService: 0,
  services: services.map((verdicts, index) => ({
    service: { constructPath: `Shop/S${index}`, logicalId: `S${index}`, templatePath: 'Shop.template.json' },
    verdicts,
  })),
});

const text = (result: PreflightResult) => renderTerminal(result, { color: false });

test('an unknown value that many scenarios hang on is told once', () => {
  const because = 'the cluster is not part of the input';
  expect(text(resultOf([verdict('steady-state', 'unknown', because), verdict('rolling-deployment', 'unknown', because)]))).toBe(
    [
      'Shop/S0',
      '  unknown: steady-state, rolling-deployment (the cluster is not part of the input)',
      '',
      '1 service checked: 0 errors, 0 warnings, 0 notes; 1 could not be judged',
      '',
    ].join('\n'),
  );
});

test('task definitions that no service runs are counted, so that a template of scheduled tasks is not said to hold nothing', () => {
  expect(text({ ...resultOf([]), services: [], taskDefinitionsWithoutService: 2 })).toBe(
    '0 services and 2 task definitions without a service checked: 0 errors, 0 warnings, 0 notes\n',
  );
});

test('a service that was judged in one scenario counts as judged', () => {
  const result = resultOf([verdict('steady-state', 'fits', 'every order'), verdict('scaled-to-maximum', 'unknown', 'the maximum is a parameter')]);
  expect(text(result)).toContain('1 service checked: 0 errors, 0 warnings, 0 notes\n');
});

test('a scenario that does not apply is no unknown', () => {
  expect(text(resultOf([verdict('spot-reclaim', 'not-simulated', 'no task of the service is concerned')]))).toContain(
    '1 service checked: 0 errors, 0 warnings, 0 notes\n',
  );
});

test('names from a template cannot steer the terminal', () => {
  expect(text(resultOf([verdict('steady-state', 'fits', 'one \u001b[2J order')]))).toContain('one \\u001b[2J order');
});
