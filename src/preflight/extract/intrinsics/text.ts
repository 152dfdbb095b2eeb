import { expandReference } from './reference-text';
import { scalar, unresolved, type Reference, type TextPart, type Value } from './value';

/** Longer text, or text of more pieces, is not followed: joins that double themselves would fill the memory. */
const MAX_TEXT = 1_000_000;
export const MAX_PIECES = 100_000;

/** The pieces of a value that is used inside of text. */
export function partsOf(value: Value): readonly TextPart[] {
  switch (value.kind) {
    case 'scalar':
      return [String(value.value)];
    case 'text':
      return value.parts;
    case 'reference':
    case 'unresolved':
      return [value];
    case 'absent':
      return [];
    default:
      return [unresolved(`a ${value.kind} stands where text is expected`)];
  }
}

/** Pieces put together again: plain text where all of them are, a reference where it is the only one. */
export function textFrom(pieces: readonly TextPart[]): Value {
  if (pieces.length > MAX_PIECES) {
    return TOO_LONG;
  }
  const parts: TextPart[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      length += piece.length;
      if (length > MAX_TEXT) {
        return TOO_LONG;
      }
      const last = parts[parts.length - 1];
      if (typeof last === 'string') {
        parts[parts.length - 1] = last + piece;
      } else if (piece !== '') {
        parts.push(piece);
      }
    } else {
      parts.push(piece);
    }
  }
  return simplify(parts);
}

const TOO_LONG = unresolved(`the text is longer than ${MAX_TEXT.toLocaleString('en-US')} characters, or made of too many pieces`);

function simplify(parts: readonly TextPart[]): Value {
  if (parts.length === 0) {
    return scalar('');
  }
  const [only] = parts;
  if (parts.length > 1 || (typeof only !== 'string' && only.kind === 'hole')) {
    return { kind: 'text', parts };
  }
  return typeof only === 'string' ? scalar(only) : only;
}

/** Splits at a delimiter; references are first written out as the ARN that they will be, where its shape is known. */
export function splitText(value: Value, delimiter: string): readonly Value[] {
  const pieces: TextPart[][] = [[]];
  for (const part of partsOf(value).flatMap((piece) => isReference(piece) ? expandReference(piece) : [piece])) {
    if (typeof part !== 'string') {
      pieces[pieces.length - 1].push(part);
      continue;
    }
    part.split(delimiter).forEach((piece, index) => {
      if (index > 0) {
        pieces.push([]);
      }
      pieces[pieces.length - 1].push(piece);
    });
  }
  return pieces.map((piece) => textFrom(piece));
}

function isReference(part: TextPart): part is Reference {
  return typeof part !== 'string' && part.kind === 'reference';
}

/**
 * Text with its open pieces written as `${name}`; undefined when a piece is unresolved.
 * `${AWS::Region}` names a pseudo parameter, `${Shop/Repo}` and `${Shop/Repo.Arn}` a resource of the input.
 */
export function renderParts(parts: readonly TextPart[]): { readonly text: string } | { readonly because: string } {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
    } else if (part.kind === 'unresolved') {
      return { because: part.because };
    } else {
      text += `\${${part.kind === 'hole' ? part.name : referenceName(part)}}`;
    }
  }
  return { text };
}

export function referenceName(reference: Reference): string {
  return reference.attribute === undefined ? reference.resource.id : `${reference.resource.id}.${reference.attribute}`;
}
