import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND, stowage, stowageBeside, type Ran } from './run-stowage';
import { ec2Template } from './templates';
import { ec2Endpoint, instanceTypeXml } from '../preflight/catalog/ec2-endpoint';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'stowage-catalog-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function run(name: string, template: object, catalogs: readonly unknown[], command = 'check'): Ran {
  writeFileSync(join(folder, name), JSON.stringify(template));
  catalogs.forEach((catalog, index) => writeFileSync(join(folder, `catalog-${index}.json`), typeof catalog === 'string' ? catalog : JSON.stringify(catalog)));
  return stowage([command, name, ...catalogs.flatMap((_, index) => ['--catalog', `catalog-${index}.json`])], { cwd: folder });
}

describe('--catalog FILE', () => {
  const huge = ec2Template({ launch: { InstanceType: 'z99.large' } });
  const facts = { vcpu: 2, memoryMiB: 8192, architectures: ['x86_64'], maxEni: 3 };

  test('a type that the catalog does not know is judged', () => {
    expect(run('template.json', huge, []).stdout).toContain('the size of z99.large');
    const judged = run('template.json', huge, [{ 'z99.large': facts }]);
    expect(judged.exitCode).toBe(0);
    expect(judged.stdout).not.toContain('z99.large');
  });

  test('memory that was measured decides, and a later file wins', () => {
    const template = ec2Template({ container: { Memory: 3000 } });
    expect(run('template.json', template, [{ 'm5.large': { registeredMemoryMiB: 5000 } }]).exitCode).toBe(1);
    expect(run('template.json', template, [{ 'm5.large': { registeredMemoryMiB: 5000 } }, { 'm5.large': { registeredMemoryMiB: 7900 } }]).exitCode).toBe(0);
  });

  test('size sizes with it', () => {
    const sized = run('template.json', huge, [{ 'z99.large': { ...facts, registeredMemoryMiB: 7000 } }], 'size');
    expect(sized.exitCode).toBe(0);
    expect(sized.stdout).toContain('4 more of template/Service fit');
    expect(run('template.json', huge, [], 'size').stdout).not.toContain('more of template/Service fit');
  });

  test.each(['check', 'size', 'model'])('%s refuses a file that cannot be used, with every reason', (command) => {
    const refused = run('template.json', huge, [{ 'z99.large': { vcpu: 0 }, 'm5.large': { memory: 1 } }], command);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('catalog-0.json: the catalog cannot be used');
    expect(refused.stderr).toContain('m5.large: knows no memory');
    expect(refused.stderr).toContain('z99.large: vcpu must be a whole number of at least 1, got 0');
  });

  test('a file that is not JSON is refused with the place of the fault', () => {
    const refused = run('template.json', huge, ['{"m5.large": }']);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('catalog-0.json:1:14')]);
  });

  test('a file that is not there is named', () => {
    writeFileSync(join(folder, 'template.json'), JSON.stringify(huge));
    const refused = stowage(['check', 'template.json', '--catalog', 'nothing.json'], { cwd: folder });
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('nothing.json')]);
  });
});

describe('stowage catalog refresh', () => {
  const credentials = (endpoint: string): Record<string, string> => ({
    AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_ENDPOINT_URL: endpoint, AWS_MAX_ATTEMPTS: '1', HOME: folder,
  });

  test('writes what EC2 says and the catalog does not, and check takes it', async () => {
    const { endpoint, close } = await ec2Endpoint([instanceTypeXml('z99.large') + instanceTypeXml('m5.large')]);
    const refreshed = await stowageBeside(['catalog', 'refresh', '--region', 'us-east-1', '--output', 'types.json'], credentials(endpoint), folder).finally(close);
    expect([refreshed.exitCode, refreshed.stdout]).toEqual([0, '']);
    expect(refreshed.stderr).toContain('2 instance types described: 1 the shipped catalog does not have, 0 it says otherwise\n');
    writeFileSync(join(folder, 'template.json'), JSON.stringify(ec2Template({ launch: { InstanceType: 'z99.large' } })));
    expect(stowage(['check', 'template.json', '--catalog', 'types.json'], { cwd: folder }).exitCode).toBe(0);
  });

  test('writes to stdout without --output', async () => {
    const { endpoint, close } = await ec2Endpoint([instanceTypeXml('z99.large')]);
    const refreshed = await stowageBeside(['catalog', 'refresh', '--region', 'eu-west-1'], credentials(endpoint), folder).finally(close);
    expect(Object.keys(JSON.parse(refreshed.stdout) as object)).toEqual(['$comment', 'z99.large']);
  });

  test('what EC2 refuses is told in its words, with exit code 2 and no file', async () => {
    const refusal = '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized.</Message></Error></Errors></Response>';
    const { endpoint, close } = await ec2Endpoint([refusal], 403);
    const refused = await stowageBeside(['catalog', 'refresh', '--region', 'us-east-1', '--output', 'types.json'], credentials(endpoint), folder).finally(close);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('UnauthorizedOperation: You are not authorized.')]);
    expect(existsSync(join(folder, 'types.json'))).toBe(false);
  });

  test('without the SDK it says what to install', async () => {
    const alone = join(folder, 'stowage.js');
    copyFileSync(COMMAND, alone);
    const refused = await stowageBeside(['catalog', 'refresh'], { HOME: folder }, folder, alone);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('npm install --save-dev @aws-sdk/client-ec2')]);
  });

  test.each([[[]], [['update']], [['refresh', 'now']]])('%j is no action', (args) => {
    const refused = stowage(['catalog', ...args]);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('stowage catalog refresh')]);
  });

  test('the command holds no SDK', () => {
    expect(readFileSync(COMMAND, 'utf8')).not.toMatch(/@smithy|DescribeInstanceTypesCommand/);
  });
});
