import { parseQuery } from './parse';

/** A value as text of the language: bare where it reads back as itself, else in single quotes. */
export function valueText(value: string, operator: string): string {
  if (value.includes("'")) throw new Error(`a value of a cluster query must have no single quote, got ${JSON.stringify(value)}`);
  return readsBack(value, operator) ? value : `'${value}'`;
}

/** Not so for the text that stands for a token: what it becomes can hold anything. */
function readsBack(value: string, operator: string): boolean {
  if (value.includes('${')) return false;
  const parse = parseQuery(`attribute:x ${operator} ${value}`);
  const node = parse.ok ? parse.expression.tree : undefined;
  return node?.kind === 'compare' && node.value.quotes === 'none' && node.value.text === value;
}
