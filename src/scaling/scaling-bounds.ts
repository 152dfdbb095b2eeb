import { Token } from 'aws-cdk-lib';
import { ScalingCount } from './scaling-options';

/** Throws on bounds that no service can have; tokens pass. */
export function checkBounds(min: number, max: number, [minName, maxName] = ['minCapacity', 'maxCapacity']): void {
  if (Token.isUnresolved(max) || Token.isUnresolved(min)) return;
  if (!Number.isInteger(min) || min < 0) throw new Error(`\`${minName}\` must be a whole number from 0, got ${min}`);
  if (!Number.isInteger(max) || max < Math.max(min, 1)) {
    throw new Error(`\`${maxName}\` must be a whole number from ${Math.max(min, 1)} (\`${minName}\`), got ${max}`);
  }
}

/** As `checkBounds`, with the first number of tasks between them. */
export function checkCount({ min, max, initial }: ScalingCount): void {
  checkBounds(min, max, ['count.min', 'count.max']);
  if (initial === undefined || [min, max, initial].some(Token.isUnresolved)) return;
  if (!Number.isInteger(initial) || initial < min || initial > max) {
    throw new Error(`\`count.initial\` must be a whole number from ${min} to ${max}, got ${initial}`);
  }
}
