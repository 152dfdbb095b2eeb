import { spawn } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { build, type Plugin } from 'esbuild';
import * as ts from 'typescript';

/*
 * Mutation testing of the scheduler: changes one token at a time and asks the checks of mutation-checks.ts. Writes
 * docs/mutation-scheduler.md. Usage: ts-node -T -P test/tsconfig.json tools/mutate-scheduler.ts [file ...]
 */

const FOLDER = 'src/preflight/scheduler';
const FILES = ['batched', 'reference', 'ledger', 'pack-cursor', 'level-cursor', 'stop-choice', 'capacity-choice', 'indexed', 'plan'];
const TIMEOUT_MS = 60_000;

interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Outcome {
  readonly file: string;
  readonly mutants: number;
  readonly survivors: readonly string[];
}

const OPERATORS = new Map(
  Object.entries({
    '<': '<=',
    '<=': '<',
    '>': '>=',
    '>=': '>',
    '===': '!==',
    '!==': '===',
    '&&': '||',
    '||': '&&',
    '+': '-',
    '-': '+',
    '+=': '-=',
    '-=': '+=',
    '*': '+',
    '/': '*',
  }),
);
const WORDS = new Map(
  Object.entries({ min: 'max', max: 'min', true: 'false', false: 'true', every: 'some', some: 'every', continue: '{}' }),
);

function mutantsOf(source: string): readonly Mutant[] {
  const file = ts.createSourceFile('mutated.ts', source, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, text: string) => mutants.push({ start: node.getStart(file), end: node.getEnd(), text });
  const visit = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) ||
      ts.isTypeNode(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isThrowStatement(node)
    ) {return;}
    const text = node.getText(file);
    const operator = ts.isBinaryExpression(node) ? OPERATORS.get(node.operatorToken.getText(file)) : undefined;
    if (operator !== undefined) add((node as ts.BinaryExpression).operatorToken, operator);
    if (ts.isNumericLiteral(node)) add(node, text === '0' ? '1' : text === '1' ? '0' : `(${text} + 1)`);
    if (ts.isPostfixUnaryExpression(node)) {add(node, node.operator === ts.SyntaxKind.PlusPlusToken ? `${node.operand.getText(file)}--` : `${node.operand.getText(file)}++`);}
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) add(node, node.operand.getText(file));
    const name = ts.isPropertyAccessExpression(node) ? WORDS.get(node.name.text) : undefined;
    if (name !== undefined) add((node as ts.PropertyAccessExpression).name, name);
    const word = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword ? WORDS.get(text) : undefined;
    if (word !== undefined) add(node, word);
    if (ts.isContinueStatement(node)) add(node, '{}');
    if (ts.isIfStatement(node)) add(node.expression, 'false');
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) add(node, ';');
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}

/** A mutant that crashes or does not end is killed, too. */
async function isKilled(name: string, source: string, bundle: string): Promise<boolean> {
  const mutated: Plugin = {
    name: 'mutant',
    setup: (bundler) => bundler.onLoad({ filter: new RegExp(`scheduler/${name}\\.ts$`) }, () => ({ contents: source, loader: 'ts' })),
  };
  // What does not compile is killed by the compiler.
  const built = await build({
    entryPoints: ['tools/mutation-checks.ts'],
    bundle: true,
    platform: 'node',
    outfile: bundle,
    logLevel: 'silent',
    plugins: [mutated],
  }).then(
    () => true,
    () => false,
  );
  if (!built) return true;
  const checks = spawn(process.execPath, ['--max-old-space-size=1024', bundle], { timeout: TIMEOUT_MS, stdio: 'ignore' });
  return new Promise((resolve) => checks.on('exit', (code) => resolve(code !== 0)));
}

async function mutate(name: string, folder: string): Promise<Outcome> {
  const source = readFileSync(join(FOLDER, `${name}.ts`), 'utf8');
  const mutants = mutantsOf(source);
  const waiting = [...mutants.entries()].reverse();
  const alive: Mutant[] = [];
  const work = async (lane: number): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [, { start, end, text }] = next;
      const killed = await isKilled(name, source.slice(0, start) + text + source.slice(end), join(folder, `checks-${lane}.js`));
      if (!killed) alive.push(next[1]);
    }
  };
  await Promise.all([1, 2].map(work));
  const survivors = alive.sort((one, other) => one.start - other.start).map((mutant) => describeMutant(source, mutant));
  process.stdout.write(`${name}: ${mutants.length - survivors.length} of ${mutants.length} killed\n`);
  return { file: `${name}.ts`, mutants: mutants.length, survivors };
}

function describeMutant(source: string, { start, end, text }: Mutant): string {
  const line = source.slice(0, start).split('\n').length;
  return `line ${line}: \`${source.slice(start, end).replace(/\s+/g, ' ')}\` to \`${text}\` in \`${source.split('\n')[line - 1].trim()}\``;
}

function report(outcomes: readonly Outcome[]): string {
  const percent = ({ mutants, survivors }: Outcome) => `${(((mutants - survivors.length) / mutants) * 100).toFixed(1)} %`;
  const rows = outcomes.map(
    (outcome) => `| ${outcome.file} | ${outcome.mutants} | ${outcome.mutants - outcome.survivors.length} | ${percent(outcome)} |`,
  );
  const total = {
    file: 'all',
    mutants: outcomes.reduce((sum, { mutants }) => sum + mutants, 0),
    survivors: outcomes.flatMap(({ survivors }) => survivors),
  };
  const alive = outcomes
    .filter(({ survivors }) => survivors.length > 0)
    .map(({ file, survivors }) => `### ${file}\n\n${survivors.map((survivor) => `- ${survivor}`).join('\n')}\n`);
  return `# Mutation testing of the scheduler

One token is changed at a time: comparisons, arithmetic, logic, numbers, \`min\`/\`max\`, conditions, dropped calls. A mutant is
killed when the second scheduler (written from the ECS pages alone) or another engine disagrees, or when it crashes or does
not end. Made by \`tools/mutate-scheduler.ts\`; the checks are in \`tools/mutation-checks.ts\`.

| file | mutants | killed | |
|---|---|---|---|
${rows.join('\n')}
| **all** | ${total.mutants} | ${total.mutants - total.survivors.length} | ${percent(total)} |

## Survivors

${alive.join('\n')}`;
}

async function main(names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const outcomes: Outcome[] = [];
  for (const name of names.length > 0 ? names : FILES) {
    outcomes.push(await mutate(name, folder));
    // Written after each file, so that a run that is stopped has something to show.
    if (names.length === 0) writeFileSync('docs/mutation-scheduler.md', report(outcomes));
  }
  rmSync(folder, { recursive: true });
  if (names.length > 0) process.stdout.write(report(outcomes));
}

void main(process.argv.slice(2));
