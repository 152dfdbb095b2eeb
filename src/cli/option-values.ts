import { UsageError } from './usage-error';

/** Values of options, read or refused with what is allowed. */
export function choice<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`);
  return found;
}

export function wholeNumber(text: string, least: number, most: number, option: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`${option} must be a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`);
  }
  return value;
}

export function pairs(texts: readonly string[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = Object.create(null);
  for (const text of texts) {
    const split = text.indexOf('=');
    if (split < 1) throw new UsageError(`--parameter must be NAME=VALUE, got ${JSON.stringify(text)}`);
    values[text.slice(0, split)] = text.slice(split + 1);
  }
  return values;
}
