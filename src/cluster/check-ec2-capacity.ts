import { Token } from 'aws-cdk-lib';
import type { Ec2CapacityProps } from './ec2-capacity';

/** Throws on numbers that contradict each other or ECS; tokens pass, because their value is known only at deployment. */
export function checkEc2Capacity(props: Ec2CapacityProps): void {
  if (props.instanceTypes.length === 0) throw new Error('`instanceTypes` must name at least one instance type, got none');
  const min = props.minCapacity ?? 0;
  checkWhole('minCapacity', min, 0);
  checkWhole('maxCapacity', props.maxCapacity, 1);
  if (!Token.isUnresolved(min) && !Token.isUnresolved(props.maxCapacity) && min > props.maxCapacity) {
    throw new Error(`\`minCapacity\` must be at most \`maxCapacity\` (${props.maxCapacity}), got ${min}`);
  }
  const target = props.targetCapacityPercent ?? 100;
  checkWhole('targetCapacityPercent', target, 1);
  if (!Token.isUnresolved(target) && target > 100) throw new Error(`\`targetCapacityPercent\` must be from 1 to 100, got ${target}`);
}

function checkWhole(prop: string, value: number, lowest: number): void {
  if (Token.isUnresolved(value) || (Number.isInteger(value) && value >= lowest)) return;
  throw new Error(`\`${prop}\` must be a whole number from ${lowest}, got ${value}`);
}
