import { Duration, Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import type { Limits } from '../facts';

/** Throws unless the value is a whole number within the limits; tokens pass, because their value is known only at deployment. */
export function checkWhole(prop: string, value: number | undefined, { min, max }: Limits): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`\`${prop}\` must be a whole number from ${min} to ${max}, got ${value}`);
  }
}

/** Throws unless the time is within the limits, in seconds. */
export function checkSeconds(prop: string, value: Duration | undefined, { min, max }: Limits): void {
  if (value === undefined || value.isUnresolved()) return;
  const seconds = value.toSeconds({ integral: false });
  if (seconds < min || seconds > max) throw new Error(`\`${prop}\` must be from ${min} to ${max} seconds, got ${seconds} seconds`);
}

/** MiB of a size; undefined when the size is left out or known only at deployment. */
export function mebibytesOf(size: Size | undefined): number | undefined {
  if (size === undefined || size.isUnresolved()) return undefined;
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) / 1024;
}

/** MiB as ECS takes them: a whole number, or a token of one. */
export function wholeMebibytesOf(size: Size | undefined): number | undefined {
  return size?.isUnresolved() ? size.toMebibytes() : size?.toMebibytes({ rounding: SizeRoundingBehavior.FAIL });
}
