import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFile, Ran, stowage } from './run-stowage';

function expectRefused(ran: Ran, message: RegExp): void {
  expect(ran.stderr).toMatch(message);
  expect(ran.stderr).not.toMatch(/^\s+at .*[(:]\d+/m);
  expect(ran.stdout).toBe('');
  expect(ran.exitCode).toBe(2);
}

describe('input that cannot be read ends with exit code 2, says why, and judges nothing', () => {
  test('a path that does not exist', () => {
    expectRefused(stowage(['check', 'no-such-folder/cdk.out']), /no-such-folder\/cdk\.out: there is no such file or directory/);
  });

  test('an empty directory', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stowage-empty-'));
    try {
      expectRefused(stowage(['check', '.'], { cwd: folder }), /no manifest\.json/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    ['a comma too many', '{\n  "Resources": {\n    "A": 1,\n  }\n}\n', '4:3'],
    ['a file that ends early', '{\n  "Resources": {\n    "A": {', '3:11'],
    ['a value that is not there', '{"Resources": {"A": }}', '1:21'],
  ])('JSON with %s: line and column', (_, text, position) => {
    expectRefused(checkFile('template.json', text), new RegExp(`template\\.json:${position}: the JSON cannot be read`));
  });

  test.each([
    ['a list that is not closed', 'Resources:\n  A: [1\n  B: 2\n', /template\.yaml:3:\d+: the YAML cannot be read/],
    ['a tab as indentation', 'Resources:\n\tA: 1\n', /template\.yaml:2:\d+: the YAML cannot be read/],
  ])('YAML with %s: line and column', (_, text, message) => {
    expectRefused(checkFile('template.yaml', text), message);
  });

  test.each(['', '[]', 'null', '7', '"text"', '{"Resources": null}', '{"Resources": []}', '{}'])('%j, which is no template', (text) => {
    expectRefused(checkFile('template.json', text), /template\.json/);
  });

  test.each([
    ['a merge of something that is no map', 'a: &a 1\n<<: *a\nResources: {}\n', /merge sources must be maps/],
    ['an alias without an anchor', 'Resources: *nothing\n', /unresolved alias/i],
  ])('YAML with %s', (_, text, message) => {
    expectRefused(checkFile('template.yaml', text), message);
  });

  test('a million nested arrays', () => {
    expectRefused(checkFile('template.json', '['.repeat(1e6) + ']'.repeat(1e6)), /template\.json/);
  });

  test('aliases that unfold to billions of items', () => {
    const levels = Array.from({ length: 30 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`);
    expectRefused(checkFile('template.yaml', ['l0: &l0 [1]', ...levels, 'Resources: *l30', ''].join('\n')), /template\.yaml/);
  });
});

describe('wrong usage ends with exit code 2 and says what is allowed', () => {
  test.each([
    [[], /stowage check/],
    [['check'], /needs a cloud assembly/],
    [['chekc', 'x.json'], /no command "chekc"/],
    [['check', 'x.json', '--repotrer', 'json'], /--repotrer/],
    [['check', 'x.json', '--reporter', '__proto__'], /no reporter "__proto__"/],
    [['check', 'x.json', '--fail-on', 'never'], /--fail-on/],
    [['check', 'x.json', '--scenario', 'doomsday'], /--scenario: a scenario must be one of steady-state, .*, got "doomsday"/],
    [['check', 'x.json', '--scenario', 'rolling-deployment+instance-loss'], /--scenario: nothing can follow rolling-deployment/],
    [['size', 'x.json', '--scenario', 'instance-loss+managed-scale-in'], /managed-scale-in cannot follow another scenario/],
    [['explain', 'no-such-rule'], /no rule "no-such-rule"/],
  ])('stowage %j', (args, message) => {
    const ran = stowage(args);
    expect(ran.stdout + ran.stderr).toMatch(message);
    expect(ran.stderr).not.toMatch(/^\s+at .*[(:]\d+/m);
    expect(ran.exitCode).toBe(2);
  });
});
