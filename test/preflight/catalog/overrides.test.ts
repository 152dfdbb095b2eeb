import { CATALOG, withOverrides, type Catalog } from '../../../src/preflight/catalog';

function catalogOf(entries: unknown): Catalog {
  const result = withOverrides(entries);
  if (!result.ok) throw new Error(result.errors.join('\n'));
  return result.catalog;
}

function errorsOf(entries: unknown): readonly string[] {
  const result = withOverrides(entries);
  return result.ok ? [] : result.errors;
}

test('one fact of a known type is replaced, the others stay', () => {
  const facts = catalogOf({ 't3.medium': { registeredMemoryMiB: 3800 } }).find('t3.medium');
  expect(facts).toEqual({ ...CATALOG.find('t3.medium'), registeredMemoryMiB: 3800 });
});

test('a type of the future is known after an entry with the four facts that placement needs', () => {
  const catalog = catalogOf({ 'm99.large': { vcpu: 2, memoryMiB: 8192, architectures: ['arm64'], maxEni: 3 } });
  expect(catalog.find('m99.large')).toMatchObject({ vcpu: 2, gpus: { count: 0 }, trunkTaskLimit: 0, availability: 'offered' });
  expect(catalog.find('m5.large')).toEqual(CATALOG.find('m5.large'));
});

test('keys with a dollar sign are comments', () => {
  expect(errorsOf({ $comment: 'measured on 2026-05-01' })).toEqual([]);
});

test.each([
  [[], 'the catalog must be an object of instance type to facts'],
  [null, 'the catalog must be an object of instance type to facts'],
  [{ 'm5.large': 8192 }, 'm5.large: must be an object of facts'],
  [{ 'm5.large': { vcpu: '2' } }, 'm5.large: vcpu must be a whole number of at least 1, got "2"'],
  [{ 'm5.large': { memory: 8 } }, /^m5\.large: knows no memory; allowed are vcpu, memoryMiB/],
  [{ 'm5.large': { registeredMemoryMiB: 9000 } }, 'm5.large: registeredMemoryMiB must be at most memoryMiB, got 9000 of 8192'],
  [{ 'm99.large': { vcpu: 2 } }, 'm99.large: the catalog does not know this type, so the entry needs memoryMiB, architectures, maxEni'],
  [{ 'm5 large': { vcpu: 2 } }, /^m5 large: must be the API name of an instance type/],
  [{ 'm5.large': { gpus: { count: 1 } } }, 'm5.large: gpus must be an object with a whole count and, above 0, a model, got {"count":1}'],
  [JSON.parse('{"m5.large": {"__proto__": {"vcpu": 1}}}'), /^m5\.large: knows no __proto__/],
])('%j is refused with a reason', (entries, error) => {
  expect(errorsOf(entries)[0]).toEqual(error instanceof RegExp ? expect.stringMatching(error) : error);
});

test('all errors are told at once, in the order of the names', () => {
  expect(errorsOf({ 'z1d.large': { vcpu: 0 }, 'a1.large': { maxEni: -1 } }).map((error) => error.split(':')[0])).toEqual(['a1.large', 'z1d.large']);
});
