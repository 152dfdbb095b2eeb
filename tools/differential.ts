import { firstDifference } from '../test/preflight/properties/differential';

/*
 * The nightly run of the differential test: many random problems through all engines. Prints the first difference, made small.
 * Of each 10,000 problems the first ten are also made in large, with up to 1,500 instances.
 * Usage: ts-node -T -P test/tsconfig.json tools/differential.ts [cases, 1000000 when left out] [first seed, 1 when left out]
 */

const BATCH = 10_000;
const LARGE = { instances: 1500, requests: 12, steps: 40 };
const LARGE_CASES = 10;

function main(cases: number, firstSeed: number): number {
  for (let done = 0; done < cases; done += BATCH) {
    const seed = firstSeed + done;
    const difference = firstDifference(seed, Math.min(BATCH, cases - done)) ?? firstDifference(seed, LARGE_CASES, LARGE);
    if (difference !== undefined) {
      process.stdout.write(`${JSON.stringify(difference, null, 2)}\n`);
      return 1;
    }
    const last = Math.min(done + BATCH, cases);
    process.stdout.write(`${last.toLocaleString('en-US')} problems without a difference, seeds ${firstSeed} to ${firstSeed + last - 1}\n`);
  }
  return 0;
}

process.exitCode = main(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 1));
