import type { Place, QueryWarning } from './expression';

/** The ECS guide writes every keyword in lower case, and does not say that others are read. */
export function capitalsWarning(word: string, place: Place): QueryWarning {
  return { ...place, message: `\`${word}\` is read as \`${word.toLowerCase()}\`; ECS documents the lower case only` };
}
