import type { Evaluation } from './evaluation';
import { attributeOf, reference } from './references';
import { MAX_PIECES, partsOf, textFrom } from './text';
import { unresolved, type TextPart, type Value } from './value';
import { isRawObject, member } from '../load/loaded-template';
import type { Stack } from '../template/stack';

/** Fn::Sub: `${Name}`, `${Name.Attribute}`, `${!Literal}`, and names given along with the text. */
export function substitute(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const [template, given] = Array.isArray(argument) ? [argument[0] as unknown, argument[1] as unknown] : [argument, undefined];
  if (typeof template !== 'string' || (given !== undefined && !isRawObject(given))) {
    return unresolved('Fn::Sub takes a text, or a text and the names in it');
  }
  const pieces: TextPart[] = [];
  let end = 0;
  for (const match of template.matchAll(/\$\{([^}]*)\}/g)) {
    pieces.push(template.slice(end, match.index));
    end = match.index + match[0].length;
    if (pieces.length > MAX_PIECES) {
      break;
    }
    for (const part of fill(match[1], given, stack, evaluation)) {
      pieces.push(part);
    }
  }
  pieces.push(template.slice(end));
  return textFrom(pieces);
}

function fill(written: string, given: unknown, stack: Stack, evaluation: Evaluation): readonly TextPart[] {
  if (written.startsWith('!')) {
    return [`\${${written.slice(1)}}`];
  }
  const name = written.trim();
  const own = member(given, name);
  if (own !== undefined) {
    return partsOf(evaluation.raw(own, stack));
  }
  return partsOf(name.includes('.') ? attributeOf(name, stack, evaluation) : reference(name, stack, evaluation));
}
