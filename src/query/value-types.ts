/** The number that a text is, in plain decimal notation. */
export function numberOf(text: string): number | undefined {
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

/** A moment in one of the four documented forms; without a zone it is UTC, and a date alone is its midnight. */
export function instantOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return undefined;
  const time = Date.parse(/T.*(Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** The parts of a dotted version. */
export function versionOf(text: string): readonly number[] | undefined {
  return /^\d{1,9}(\.\d{1,9}){0,5}$/.test(text) ? text.split('.').map(Number) : undefined;
}

/** Negative, zero or positive, as a sort wants it. */
export function compareVersions(left: readonly number[], right: readonly number[]): number {
  const length = Math.max(left.length, right.length);
  for (let part = 0; part < length; part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
