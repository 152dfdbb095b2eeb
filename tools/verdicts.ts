import { contradictions, type Counts } from '../test/preflight/verdicts/contradiction';

/** `npx ts-node -T tools/verdicts.ts [cases] [first seed]`: verdicts of random small cases against a search over all orders and ties. */
function main([cases = '100000', first = '1000000']: readonly string[]): number {
  const counts: Counts = { 'always-fits': 0, 'fits': 0, 'depends-on-order': 0, 'does-not-fit': 0, 'cannot-fit': 0, 'unknown': 0, 'not-simulated': 0 };
  const found: string[] = [];
  for (let seed = Number(first); seed < Number(first) + Number(cases); seed += 1) found.push(...contradictions(seed, counts));
  process.stdout.write(`${cases} cases from seed ${first}: ${JSON.stringify(counts)}\n${found.length} contradictions\n`);
  for (const line of found.slice(0, 20)) process.stdout.write(`${line}\n`);
  return found.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
