// How long `stowage check` takes for a small template, as a ratio to `node -e 0` in the same run. Fails above the limit.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const LIMIT = 2.5;
const ROUNDS = 15;
const check = [join(__dirname, '../lib/cli/main.js'), 'check', join(__dirname, 'small-template.json')];
const empty = ['-e', '0'];

function milliseconds(args, expectOutput) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0 || (expectOutput && !stdout.trim())) throw new Error(`${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return took;
}

// The fastest of many: everything that disturbs a start only makes it slower. In turns, so that load hits both alike.
milliseconds(check, true);
const times = Array.from({ length: ROUNDS }, () => [milliseconds(empty, false), milliseconds(check, true)]);
const [node, stowage] = [0, 1].map((index) => Math.min(...times.map((pair) => pair[index])));
const ratio = stowage / node;
console.log(`node -e 0: ${node.toFixed(0)} ms, stowage check: ${stowage.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (limit ${LIMIT})`);
process.exitCode = ratio <= LIMIT ? 0 : 1;
