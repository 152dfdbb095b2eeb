import { withOverrides } from '../../../src/preflight/catalog';
import { refreshCatalog, renderCatalogFile, type RefreshedCatalog } from '../../../src/preflight/catalog/refresh';
import { withLocalEc2 } from '../../../tools/generate-catalog-server';

/** Against the emulator where it is installed (`pip install 'moto[server]'`; CI has it); `refresh.test.ts` needs nothing. */
test('the emulator describes over a thousand types, and the catalog agrees with it', async () => {
  const refreshed = await withLocalEc2((endpoint): Promise<RefreshedCatalog> => refreshCatalog({
    endpoint, region: 'us-east-1', credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  }));
  if (refreshed === undefined) {
    process.stdout.write('moto_server is not on PATH: nothing was compared with the emulator\n');
    return;
  }
  expect(refreshed.described).toBeGreaterThan(1000);
  // Its dump may be older or newer than the catalog; a type may have retired or come between the two.
  expect(refreshed.changed.length).toBeLessThan(refreshed.described / 100);
  expect(withOverrides(JSON.parse(renderCatalogFile(refreshed))).ok).toBe(true);
});
