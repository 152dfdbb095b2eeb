import { ec2Endpoint, instanceTypeXml } from './ec2-endpoint';
import { withOverrides } from '../../../src/preflight/catalog';
import { refreshCatalog, renderCatalogFile, type RefreshedCatalog } from '../../../src/preflight/catalog/refresh';

const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing' };

async function refreshFrom(pages: readonly string[], status?: number): Promise<RefreshedCatalog> {
  const { endpoint, close } = await ec2Endpoint(pages, status);
  try {
    return await refreshCatalog({ endpoint, region: 'us-east-1', credentials: CREDENTIALS, maxAttempts: 1 });
  } finally {
    await close();
  }
}

test('what the catalog says already is not written down', async () => {
  const refreshed = await refreshFrom([instanceTypeXml('m5.large')]);
  expect(refreshed).toEqual({ entries: {}, described: 1, added: [], changed: [] });
});

test('a new type, and only what changed of a known one, over several pages', async () => {
  const gpus = '<gpuInfo><gpus><item><name>B900</name><manufacturer>NVIDIA</manufacturer><count>0</count></item></gpus></gpuInfo>';
  const refreshed = await refreshFrom([
    instanceTypeXml('z9.large', { vcpu: 4, enis: [4, 4], architecture: 'arm64', more: gpus }),
    instanceTypeXml('m5.large', { memory: 9000 }) + instanceTypeXml('c5.large', { memory: 4096 }),
  ]);
  expect(refreshed).toMatchObject({ described: 3, added: ['z9.large'], changed: ['m5.large'] });
  expect(refreshed.entries['m5.large']).toEqual({ memoryMiB: 9000 });
  expect(refreshed.entries['z9.large']).toMatchObject({ vcpu: 4, maxEni: 8, architectures: ['arm64'], gpus: { count: 1, model: 'NVIDIA B900' } });
});

test('a type that was announced or retired is offered once EC2 describes it', async () => {
  const refreshed = await refreshFrom([instanceTypeXml('r9g.large', { memory: 16384, architecture: 'arm64' })]);
  expect(refreshed.entries['r9g.large']).toMatchObject({ availability: 'offered' });
});

test('a type without the numbers that placement needs stays unknown', async () => {
  const refreshed = await refreshFrom([instanceTypeXml('z9.large', { vcpu: 0 }) + '<item><instanceType>z9.xlarge</instanceType></item>']);
  expect(refreshed).toEqual({ entries: {}, described: 0, added: [], changed: [] });
});

test('the file is read back by --catalog, and the same answer makes the same bytes', async () => {
  const items = ['z9.large', 'a9.large'].map((name) => instanceTypeXml(name));
  const [first, second] = [await refreshFrom(items), await refreshFrom([...items].reverse())].map(renderCatalogFile);
  expect(first).toBe(second);
  const overrides = withOverrides(JSON.parse(first));
  expect(overrides.ok && overrides.catalog.find('z9.large')).toMatchObject({ vcpu: 2, memoryMiB: 8192, maxEni: 3, trunkTaskLimit: 0, availability: 'offered' });
});

test('what EC2 refuses is told in its words', async () => {
  const refusal = '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized.</Message></Error></Errors></Response>';
  await expect(refreshFrom([refusal], 403)).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: 'You are not authorized.' });
});
