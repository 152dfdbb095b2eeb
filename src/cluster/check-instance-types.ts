import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { findInstanceType, INSTANCE_TYPES_DATE, instanceTypeNames, nearestInstanceTypes } from '../facts/instance-types';
import { warn } from '../validation/warn';

/**
 * Throws on what can be no name of an instance type. A name that is only not known is a warning: EC2 has new types every
 * month, and a library that is older than a type must not stand in its way.
 */
export function checkInstanceTypes(scope: Construct, instanceTypes: readonly ec2.InstanceType[]): void {
  const names = instanceTypes.map((type) => type.toString()).filter((name) => !Token.isUnresolved(name));
  names.forEach((name) => checkName(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`\`instanceTypes\` must name each instance type once, got ${twice} twice`);
  names.forEach((name) => warnOfUnknown(scope, name));
}

/** Names in a list of requirements, which may hold `*`. */
export function checkTypePatterns(scope: Construct, prop: string, patterns: readonly string[] = []): void {
  for (const pattern of patterns.filter((each) => !Token.isUnresolved(each))) {
    if (!/^[a-z0-9.*-]{1,30}$/.test(pattern)) {
      throw new Error(`\`${prop}\` must hold names of instance types, with * for any characters, got ${JSON.stringify(pattern)}${nearest(pattern)}`);
    }
    const match = new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`);
    if (instanceTypeNames().some((name) => match.test(name))) continue;
    warnOf(scope, pattern, `\`${prop}\` holds ${pattern}, which matches no instance type known on ${INSTANCE_TYPES_DATE}${nearest(pattern)}`);
  }
}

function checkName(name: string): void {
  if (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(name)) return;
  throw new Error(`\`instanceTypes\` must hold names of a family and a size such as m6i.large, got ${JSON.stringify(name)}${nearest(name)}`);
}

function warnOfUnknown(scope: Construct, name: string): void {
  const known = findInstanceType(name);
  if (known === undefined) {
    warnOf(scope, name, `${name} is no instance type known on ${INSTANCE_TYPES_DATE}${nearest(name)}`);
  } else if (known.availability === 'retired') {
    warnOf(scope, name, `${name} is retired: EC2 described it in the past, and no longer does`);
  }
}

function nearest(name: string): string {
  const names = nearestInstanceTypes(name);
  return names.length === 0 ? '' : `; the nearest known: ${names.join(', ')}`;
}

function warnOf(scope: Construct, name: string, message: string): void {
  warn(scope, `stowage:instance-type-${name}`, message);
}
