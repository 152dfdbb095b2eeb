import { firstDifference } from '../test/preflight/properties/differential';

/*
 * The nightly run of the differential test: many random problems through all engines. Prints the first difference, made small.
 * Usage: ts-node -T -P test/tsconfig.json tools/differential.ts [cases, 1000000 when left out] [first seed, 1 when left out]
 */

const BATCH = 10_000;

function main(cases: number, firstSeed: number): number {
  for (let done = 0; done < cases; done += BATCH) {
    const difference = firstDifference(firstSeed + done, Math.min(BATCH, cases - done));
    if (difference !== undefined) {
      process.stdout.write(`${JSON.stringify(difference, null, 2)}\n`);
      return 1;
    }
    process.stdout.write(`${Math.min(done + BATCH, cases).toLocaleString('en-US')} problems without a difference\n`);
  }
  return 0;
}

process.exitCode = main(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 1));
