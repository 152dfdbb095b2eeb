import { Token } from 'aws-cdk-lib';
import type { Ec2CapacityOptions } from './ec2-capacity-options';

/** Throws on props that contradict each other or ECS; tokens pass, because their value is known only at deployment. */
export function checkEc2Capacity(options: Ec2CapacityOptions): void {
  checkInstances(options);
  checkSize(options);
  checkScaling(options);
  checkWarmPool(options);
}

function checkInstances({ instanceTypes, instanceRequirements }: Ec2CapacityOptions): void {
  if (instanceTypes && instanceRequirements) throw new Error('`instanceTypes` and `instanceRequirements` exclude each other, got both');
  if (!instanceTypes && !instanceRequirements) throw new Error('`instanceTypes` or `instanceRequirements` must be given, got neither');
  if (instanceTypes?.length === 0) throw new Error('`instanceTypes` must name at least one instance type, got none');
  if (instanceTypes && instanceTypes.length > 40) throw new Error(`\`instanceTypes\` may name 40 instance types, got ${instanceTypes.length}`);
}

function checkSize(options: Ec2CapacityOptions): void {
  const min = options.minCapacity ?? 0;
  checkWhole('minCapacity', min, 0);
  checkWhole('maxCapacity', options.maxCapacity, 1);
  if (!Token.isUnresolved(min) && !Token.isUnresolved(options.maxCapacity) && min > options.maxCapacity) {
    throw new Error(`\`minCapacity\` must be at most \`maxCapacity\` (${options.maxCapacity}), got ${min}`);
  }
}

function checkScaling(options: Ec2CapacityOptions): void {
  checkWhole('targetCapacityPercent', options.targetCapacityPercent ?? 100, 1, 100);
  checkWhole('minimumScalingStepSize', options.minimumScalingStepSize ?? 1, 1, 10_000);
  checkWhole('maximumScalingStepSize', options.maximumScalingStepSize ?? 10_000, options.minimumScalingStepSize ?? 1, 10_000);
  const warmup = options.instanceWarmup;
  if (warmup && !warmup.isUnresolved()) checkWhole('instanceWarmup', warmup.toSeconds(), 0, 10_000);
  if (options.managedScaling !== false) return;
  if (options.managedTerminationProtection) {
    throw new Error('`managedTerminationProtection` needs `managedScaling`: ECS protects only the instances of groups that it scales, got false');
  }
  const { targetCapacityPercent, minimumScalingStepSize, maximumScalingStepSize, instanceWarmup } = options;
  const unused = Object.entries({ targetCapacityPercent, minimumScalingStepSize, maximumScalingStepSize, instanceWarmup })
    .filter(([, value]) => value !== undefined).map(([name]) => `\`${name}\``);
  if (unused.length > 0) throw new Error(`${unused.join(', ')} can be set only with \`managedScaling\`, got false`);
}

function checkWarmPool({ warmPool, purchaseOption, managedScaling }: Ec2CapacityOptions): void {
  if (!warmPool) return;
  if (warmPool.reuseOnScaleIn && managedScaling !== false) {
    throw new Error('`warmPool.reuseOnScaleIn` needs `managedScaling: false`: ECS takes no instance back that it scaled in, got true with managed scaling');
  }
  if (purchaseOption?.bind() !== undefined) throw new Error('`warmPool` needs On-Demand Instances only: EC2 keeps no Spot Instances in a warm pool');
  checkWhole('warmPool.minSize', warmPool.minSize ?? 0, 0);
  const prepared = warmPool.maxGroupPreparedCapacity;
  if (prepared !== undefined) checkWhole('warmPool.maxGroupPreparedCapacity', prepared, 0);
}

function checkWhole(prop: string, value: number, lowest: number, highest?: number): void {
  if (Token.isUnresolved(value) || Token.isUnresolved(lowest)) return;
  if (Number.isInteger(value) && value >= lowest && value <= (highest ?? value)) return;
  throw new Error(`\`${prop}\` must be a whole number from ${lowest}${highest === undefined ? '' : ` to ${highest}`}, got ${value}`);
}
