import fc from 'fast-check';
import { parseQuery, type QueryNode } from '../../src/query/parse';

/** A tree without positions, and one of the many ways to write it. */
interface Written {
  readonly shape: unknown;
  readonly text: string;
  readonly kind: 'and' | 'or' | 'not' | 'simple';
}

const space = fc.constantFrom(' ', '  ', '\t', '\n');

const subject = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_./\\-]{1,12}$/).map((name) => ({ name, text: `attribute:${name}` })),
  fc
    .constantFrom('agentConnected', 'agentVersion', 'ec2InstanceId', 'registeredAt', 'runningTasksCount', 'task:group')
    .map((name) => ({ name, text: name })),
);

const value = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_.@:/-]{1,10}$/).map((text) => ({ shape: text, text })),
  fc.stringMatching(/^[A-Za-z0-9 ,()[\]!=|&"-]{0,10}$/).map((text) => ({ shape: text, text: `'${text}'` })),
);

const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  '==': ['==', 'equals'],
  '!=': ['!=', 'not_equals'],
  '>': ['>', 'greater_than'],
  '>=': ['>=', 'greater_than_equal'],
  '<': ['<', 'less_than'],
  '<=': ['<=', 'less_than_equal'],
  '=~': ['=~', 'matches'],
  '!~': ['!~', 'not_matches'],
  'in': ['in'],
  '!in': ['!in', 'not_in'],
  'exists': ['exists'],
  '!exists': ['!exists', 'not_exists'],
};

const simple: fc.Arbitrary<Written> = fc
  .tuple(subject, fc.constantFrom(...Object.keys(SPELLINGS)), fc.array(value, { minLength: 1, maxLength: 3 }), space, fc.nat(1))
  .map(([{ name, text }, operator, values, gap, spelling]) => {
    const word = SPELLINGS[operator][spelling % SPELLINGS[operator].length];
    const head = `${text}${gap}${word}`;
    if (operator.endsWith('exists')) return { kind: 'simple', shape: [operator, name], text: head };
    if (operator.endsWith('in')) {
      return {
        kind: 'simple',
        shape: [operator, name, values.map((item) => item.shape)],
        text: `${head}${gap}[${values.map((item) => item.text).join(`,${gap}`)}]`,
      };
    }
    return { kind: 'simple', shape: [operator, name, values[0].shape], text: `${head}${gap}${values[0].text}` };
  });

const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    simple,
    fc
      .tuple(tie('written'), fc.constantFrom('not ', '!'))
      .map(([inner, word]): Written => ({ kind: 'not', shape: ['not', inner.shape], text: `${word}(${inner.text})` })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('written'), { minLength: 2, maxLength: 3 }), fc.boolean(), space)
      .map(([kind, parts, symbols, gap]): Written => ({
        kind: kind as 'and' | 'or',
        shape: [kind, ...parts.map((part) => part.shape)],
        // Nested `and` and `or` always stand in parentheses here; parse.test.ts has the rows without.
        text: parts
          .map((part) => (part.kind === 'and' || part.kind === 'or' ? `(${gap}${part.text}${gap})` : part.text))
          .join(`${gap}${symbols ? { and: '&&', or: '||' }[kind as 'and'] : kind}${gap}`),
      })),
  ),
}));

function shapeOf(node: QueryNode): unknown {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [node.kind, ...node.operands.map(shapeOf)];
    case 'not':
      return ['not', shapeOf(node.operand)];
    default: {
      const name = node.subject.kind === 'attribute' ? node.subject.name : node.subject.kind;
      if (node.kind === 'exists') return [node.negated ? '!exists' : 'exists', name];
      if (node.kind === 'in') return [node.negated ? '!in' : 'in', name, node.values.map((item) => item.text)];
      return [node.operator, name, node.value.text];
    }
  }
}

test('every spelling of a tree is read as that tree', () => {
  fc.assert(
    fc.property(written, ({ shape, text }) => {
      fc.pre(text.length <= 2000);
      const parse = parseQuery(text);
      expect({ text, tree: parse.ok ? shapeOf(parse.expression.tree) : parse.error.message }).toEqual({ text, tree: shape });
    }),
    { numRuns: 3000, seed: 5 },
  );
});
