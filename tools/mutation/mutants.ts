import * as ts from 'typescript';

/** One token changed. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly line: number;
  /** What is changed into what and where, without the number of the line. */
  readonly change: string;
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
const WORDS = new Map(Object.entries({ min: 'max', max: 'min', every: 'some', some: 'every' }));

/** Comparisons, arithmetic, logic, numbers, `min` and `max`, conditions, `continue`, dropped calls: one mutant each. */
export function mutantsOf(source: string): readonly Mutant[] {
  const file = ts.createSourceFile('mutated.ts', source, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (hasNoEffect(node)) return;
    for (const [changed, text] of changesOf(node, file)) mutants.push(mutant(file, changed, text));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return toldApart(mutants.sort((one, other) => one.start - other.start));
}

/** The same change at several places of a line has the number of the place. */
function toldApart(mutants: readonly Mutant[]): readonly Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((each) => {
    const place = `${each.line} ${each.change}`;
    const number = (seen.get(place) ?? 0) + 1;
    seen.set(place, number);
    return number === 1 ? each : { ...each, change: `${each.change} (place ${number})` };
  });
}

/** Types do not run, and the text of an error is not a matter of these checks. */
function hasNoEffect(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)
    || ts.isTypeAliasDeclaration(node) || ts.isThrowStatement(node);
}

function changesOf(node: ts.Node, file: ts.SourceFile): readonly (readonly [ts.Node, string])[] {
  const text = node.getText(file);
  if (ts.isBinaryExpression(node)) return replaced(node.operatorToken, OPERATORS.get(node.operatorToken.getText(file)));
  if (ts.isNumericLiteral(node)) return [[node, text === '0' ? '1' : text === '1' ? '0' : `(${text} + 1)`]];
  if (ts.isPostfixUnaryExpression(node)) return [[node, otherStep(node, file)]];
  if (ts.isPrefixUnaryExpression(node)) return negationsOf(node, file);
  if (ts.isPropertyAccessExpression(node)) return replaced(node.name, WORDS.get(node.name.text));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, 'false']];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, 'true']];
  if (ts.isContinueStatement(node)) return [[node, '{}']];
  if (ts.isIfStatement(node)) return [[node.expression, 'false']];
  return ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) ? [[node, ';']] : [];
}

function replaced(node: ts.Node, text: string | undefined): readonly (readonly [ts.Node, string])[] {
  return text === undefined ? [] : [[node, text]];
}

function otherStep({ operand, operator }: ts.PostfixUnaryExpression, file: ts.SourceFile): string {
  return `${operand.getText(file)}${operator === ts.SyntaxKind.PlusPlusToken ? '--' : '++'}`;
}

function negationsOf(node: ts.PrefixUnaryExpression, file: ts.SourceFile): readonly (readonly [ts.Node, string])[] {
  const dropped = node.operator === ts.SyntaxKind.ExclamationToken || node.operator === ts.SyntaxKind.MinusToken;
  return dropped ? [[node, node.operand.getText(file)]] : [];
}

function mutant(file: ts.SourceFile, changed: ts.Node, text: string): Mutant {
  const [start, end] = [changed.getStart(file), changed.getEnd()];
  const line = file.getLineAndCharacterOfPosition(start).line;
  const from = file.text.slice(start, end).replace(/\s+/g, ' ');
  const code = file.text.split('\n')[line].trim();
  return { start, end, text, line: line + 1, change: `\`${from}\` to \`${text}\` in ${functionAround(changed)}: \`${code}\`` };
}

/** Name of the function or method, so that the same line in two of them is told apart. */
function functionAround(node: ts.Node): string {
  for (let around: ts.Node | undefined = node; around !== undefined; around = around.parent) {
    if ((ts.isFunctionDeclaration(around) || ts.isMethodDeclaration(around)) && around.name !== undefined) return around.name.getText();
    if (ts.isConstructorDeclaration(around)) return 'the constructor';
  }
  return 'the file';
}
