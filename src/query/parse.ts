import { capitalsWarning } from './capitals';
import type { QueryExpression, QueryNode, QuerySyntaxError, QueryWarning } from './expression';
import { readOperator, type Operator } from './operators';
import { Scanner, SyntaxFailure } from './scanner';
import { readSubject } from './subject';
import { readList, readPattern, readValue } from './value';
import { mixWarning, warningsOf } from './warnings';

export type * from './expression';

export type QueryParse = { readonly ok: true; readonly expression: QueryExpression } | { readonly ok: false; readonly error: QuerySyntaxError };

/** Longest expression that ECS takes (API reference, `PlacementConstraint.expression`). */
export const MAX_EXPRESSION_LENGTH = 2000;

/** Reads a text of the cluster query language. Never throws. */
export function parseQuery(text: string): QueryParse {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    const message = `the expression has ${text.length.toLocaleString('en-US')} characters, at most 2,000 are allowed`;
    return { ok: false, error: { start: MAX_EXPRESSION_LENGTH, end: text.length, message } };
  }
  const parser: Parser = { scanner: new Scanner(text), warnings: [], parenthesised: new Set() };
  try {
    const tree = readOr(parser);
    if (!parser.scanner.atEnd()) parser.scanner.fail('expected `and`, `or` or the end');
    const warnings = [...parser.warnings, ...warningsOf(tree)].sort((a, b) => a.start - b.start || a.end - b.end);
    return { ok: true, expression: { text, tree, warnings } };
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}

interface Parser {
  readonly scanner: Scanner;
  readonly warnings: QueryWarning[];
  /** Nodes written in parentheses, where no reader can take the precedence in another way. */
  readonly parenthesised: Set<QueryNode>;
}

type Junction = 'and' | 'or';

const JUNCTIONS: Readonly<Record<Junction, string>> = { and: '&&', or: '||' };

function readOr(parser: Parser): QueryNode {
  const node = readOperands(parser, 'or', readAnd);
  if (node.kind === 'or' && node.operands.some((operand) => operand.kind === 'and' && !parser.parenthesised.has(operand))) {
    parser.warnings.push(mixWarning(node));
  }
  return node;
}

function readAnd(parser: Parser): QueryNode {
  return readOperands(parser, 'and', readUnary);
}

function readOperands(parser: Parser, junction: Junction, readOperand: (parser: Parser) => QueryNode): QueryNode {
  const operands = [readOperand(parser)];
  while (takeJunction(parser, junction)) operands.push(readOperand(parser));
  if (operands.length === 1) return operands[0];
  return { kind: junction, operands, start: operands[0].start, end: operands[operands.length - 1].end };
}

function takeJunction(parser: Parser, junction: Junction): boolean {
  parser.scanner.skipSpace();
  return parser.scanner.take(JUNCTIONS[junction]) || takeWord(parser, junction);
}

/** Takes a keyword in any case, and says so when it is not in lower case. */
function takeWord({ scanner, warnings }: Parser, keyword: string): boolean {
  const word = scanner.word();
  if (word.toLowerCase() !== keyword) return false;
  const start = scanner.position;
  scanner.take(word);
  if (word !== keyword) warnings.push(capitalsWarning(word, { start, end: scanner.position }));
  return true;
}

function readUnary(parser: Parser): QueryNode {
  const negations: number[] = [];
  for (;;) {
    parser.scanner.skipSpace();
    const start = parser.scanner.position;
    if (!parser.scanner.take('!') && !takeWord(parser, 'not')) break;
    negations.push(start);
  }
  return negations.reduceRight<QueryNode>((operand, start) => ({ kind: 'not', operand, start, end: operand.end }), readTerm(parser));
}

function readTerm(parser: Parser): QueryNode {
  const { scanner } = parser;
  const start = scanner.position;
  if (!scanner.take('(')) return readSimple(parser);
  const inner = readOr(parser);
  if (!scanner.take(')')) scanner.fail(`expected \`and\`, \`or\` or the \`)\` that closes the parenthesis at character ${start + 1}`);
  const node = { ...inner, start, end: scanner.position };
  parser.parenthesised.add(node);
  return node;
}

function readSimple(parser: Parser): QueryNode {
  const { scanner, warnings } = parser;
  const subject = readSubject(scanner);
  scanner.skipSpace();
  const operator = readOperator(scanner, warnings);
  const node = readArgument(scanner, operator, subject);
  expectBoundary(parser, operator);
  return node;
}

function readArgument(scanner: Scanner, operator: Operator, subject: ReturnType<typeof readSubject>): QueryNode {
  const { start } = subject;
  if (operator.kind === 'exists') return { ...operator, subject, start, end: scanner.position };
  scanner.skipSpace();
  if (operator.kind === 'in') return { ...operator, subject, values: readList(scanner), start, end: scanner.position };
  const isPattern = operator.operator === '=~' || operator.operator === '!~';
  const value = isPattern ? readPattern(scanner) : readValue(scanner);
  return { ...operator, subject, value, start, end: scanner.position };
}

/** After a simple expression only `and`, `or`, `)` or the end may stand; says which slip leads to something else. */
function expectBoundary({ scanner }: Parser, operator: Operator): void {
  scanner.skipSpace();
  const word = scanner.word().toLowerCase();
  const goesOn = word === 'and' || word === 'or' || scanner.peek() === ')' || scanner.looksAt('&&') || scanner.looksAt('||');
  if (scanner.atEnd() || goesOn) return;
  const hint = operator.kind === 'exists' ? '`exists` takes no value' : 'a value with spaces is written in single quotes';
  scanner.fail(`expected \`and\`, \`or\` or the end; ${hint}`);
}
