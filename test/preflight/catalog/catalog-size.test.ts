import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const SRC = join(__dirname, '..', '..', '..', 'src');
const FILES = ['facts/instance-types/instance-types.generated.ts', 'preflight/catalog/registered-memory.generated.ts'];

test('the catalog stays under 40 KiB when it is compressed', () => {
  const bytes = FILES.map((file) => gzipSync(readFileSync(join(SRC, file))).length);
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(40 * 1024);
});
