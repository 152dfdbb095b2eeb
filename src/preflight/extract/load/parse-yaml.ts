import { LineCounter, Pair, Scalar, YAMLMap, isMap, isScalar, parseDocument, type CollectionTag, type ScalarTag } from 'yaml';
import { InputError } from './input-error';
import { MAX_YAML_DEPTH, isNestedTooDeeply } from './yaml-depth';

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'GetStackOutput', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or',
  'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];
/** More aliases than any template uses; a bomb multiplies far beyond it. */
const MAX_ALIASES = 1_000;

/** Parses YAML with the short forms of CloudFormation (`!Ref`, `!Sub`, ...), into the shape that JSON has. */
export function parseYaml(text: string, path: string): { body: unknown; remarks: readonly string[]; lines: ReadonlyMap<string, number> } {
  if (isNestedTooDeeply(text)) {
    throw new InputError(`${path}: the YAML is nested more than ${MAX_YAML_DEPTH} levels deep, which no template is; look for an unclosed "[" or "{"`);
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, customTags: TAGS, schema: 'core', merge: true, prettyErrors: false, logLevel: 'error' });
  const fault = document.errors[0];
  if (fault) {
    const { line, col } = lineCounter.linePos(fault.pos[0]);
    throw new InputError(`${path}:${line}:${col}: the YAML cannot be read: ${sentence(fault.message)}`);
  }
  return { body: expandAliases(document, path), remarks: [], lines: linesOf(document.get('Resources', true), lineCounter) };
}

/** Line of each logical id. */
function linesOf(resources: unknown, lineCounter: LineCounter): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const { key } of isMap(resources) ? resources.items : []) {
    if (isScalar(key) && key.range) {
      lines.set(String(key.value), lineCounter.linePos(key.range[0]).line);
    }
  }
  return lines;
}

function expandAliases(document: { toJS(options: { maxAliasCount: number }): unknown }, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError(/^excessive alias/i.test(message)
      ? `${path}: the aliases (*name) of the YAML would expand it beyond measure; write the values out`
      : `${path}: the YAML cannot be read: ${sentence(message)}`);
  }
}

function sentence(message: string): string {
  const text = message.trim().replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Each short form stands for an object with one key: `!Sub x` for `{ "Fn::Sub": x }`. */
const TAGS: (ScalarTag | CollectionTag)[] = ['Ref', 'Condition', ...FUNCTIONS].flatMap((name) => {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return [scalarTag(name, key), collectionTag(name, key, 'seq'), collectionTag(name, key, 'map')];
});

function scalarTag(name: string, key: string): ScalarTag {
  return { tag: `!${name}`, resolve: (text) => ({ [key]: text }) };
}

function collectionTag(name: string, key: string, collection: 'seq' | 'map'): CollectionTag {
  return {
    tag: `!${name}`,
    collection,
    resolve: (value) => {
      const wrapped = new YAMLMap();
      wrapped.items.push(new Pair(new Scalar(key), value));
      return wrapped;
    },
  };
}
