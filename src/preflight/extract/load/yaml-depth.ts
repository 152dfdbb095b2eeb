import { Lexer } from 'yaml';

/** The YAML parser calls itself for each level and would exhaust the stack of the engine long after this. */
export const MAX_YAML_DEPTH = 1_000;

/** A cheap bound first; only text that exceeds it is looked at token by token. */
export function isNestedTooDeeply(text: string): boolean {
  return blockDepth(text) > MAX_YAML_DEPTH || (flowBound(text) > MAX_YAML_DEPTH && flowDepth(text) > MAX_YAML_DEPTH);
}

/** Columns that indentation and `- - -` markers take on the worst line: at least as many as levels. */
function blockDepth(text: string): number {
  let deepest = 0;
  for (const match of text.matchAll(/^(?: *(?:[-?:] +)*)/gm)) {
    deepest = Math.max(deepest, match[0].length / 2);
  }
  return deepest;
}

/** Open brackets, those inside of quoted text counted too. */
function flowBound(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      deepest = Math.max(deepest, ++depth);
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) {
      depth--;
    }
  }
  return deepest;
}

function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      deepest = Math.max(deepest, ++depth);
    } else if ((token === ']' || token === '}') && depth > 0) {
      depth--;
    }
  }
  return deepest;
}
