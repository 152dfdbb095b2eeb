import { capitalsWarning } from './capitals';
import type { CompareOperator, InstanceSubjectName, QueryWarning } from './expression';
import type { Scanner } from './scanner';

/** An operator as the language has it, apart from how it is spelled. */
export type Operator =
  | { readonly kind: 'compare'; readonly operator: CompareOperator }
  | { readonly kind: 'exists'; readonly negated: boolean }
  | { readonly kind: 'in'; readonly negated: boolean };

/** Reads the operator at the scanner's position. */
export function readOperator(scanner: Scanner, warnings: QueryWarning[]): Operator {
  for (const [wrong, right] of SLIPS) {
    if (scanner.looksAt(wrong)) scanner.fail(`expected an operator; ${right}`);
  }
  for (const [sign, operator] of SIGNS) {
    if (scanner.take(sign)) return operator;
  }
  const word = scanner.word();
  const operator = WORDS.get(word.toLowerCase());
  if (operator === undefined) return scanner.fail(`expected an operator: ${ALL_SIGNS}`);
  const start = scanner.position;
  scanner.take(word);
  if (word !== word.toLowerCase()) warnings.push(capitalsWarning(word, { start, end: scanner.position }));
  return operator;
}

const ALL_SIGNS = '==, !=, >, >=, <, <=, =~, !~, in, !in, exists or !exists';

const SLIPS: readonly (readonly [string, string])[] = [
  ['=<', 'less than or equal is written <='],
  ['=>', 'greater than or equal is written >='],
  ['<>', 'inequality is written !='],
  ['===', 'equality is written =='],
  ['!==', 'inequality is written !='],
];

/** Signs, longest first, so that `>=` is not read as `>`. */
const SIGNS: readonly (readonly [string, Operator])[] = [
  ['!exists', { kind: 'exists', negated: true }],
  ['!in', { kind: 'in', negated: true }],
  ...(['==', '!=', '>=', '<=', '=~', '!~', '>', '<'] as const).map((sign) => [sign, compare(sign)] as const),
];

/** Words that stand for a sign. */
const WORDS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['exists', { kind: 'exists', negated: false }],
  ['not_exists', { kind: 'exists', negated: true }],
  ['in', { kind: 'in', negated: false }],
  ['not_in', { kind: 'in', negated: true }],
  ['equals', compare('==')],
  ['not_equals', compare('!=')],
  ['greater_than', compare('>')],
  ['greater_than_equal', compare('>=')],
  ['less_than', compare('<')],
  ['less_than_equal', compare('<=')],
  ['matches', compare('=~')],
  ['not_matches', compare('!~')],
]);

/** Operators that the ECS developer guide lists for each subject (page `cluster-query-language`); `task:group` is used with `==` only. */
export const DOCUMENTED_OPERATORS: Readonly<Record<InstanceSubjectName, readonly string[]>> = {
  'agentConnected': ['==', '!=', 'in', '!in', '=~', '!~'],
  'agentVersion': ['==', '!=', '>', '>=', '<', '<='],
  'ec2InstanceId': ['==', '!=', 'in', '!in', '=~', '!~'],
  'registeredAt': ['==', '!=', '>', '>=', '<', '<='],
  'runningTasksCount': ['==', '!=', '>', '>=', '<', '<='],
  'task:group': ['=='],
};

/** The sign of an operator, for messages. */
export function signOf(operator: Operator): string {
  if (operator.kind === 'compare') return operator.operator;
  return `${operator.negated ? '!' : ''}${operator.kind}`;
}

function compare(operator: CompareOperator): Operator {
  return { kind: 'compare', operator };
}
