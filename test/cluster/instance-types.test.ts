import { Lazy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Ec2CapacityOptions } from '../../src';
import { acceleratorByName, architectureByName, hardwareOf } from '../../src/cluster/instance-hardware';
import { findInstanceType, instanceTypeNames } from '../../src/facts/instance-types';
import { clusterStack } from '../support/stack';

function stackWith(names: readonly string[], more: Partial<Ec2CapacityOptions> = {}) {
  const { stack, cluster } = clusterStack();
  cluster.addEc2Capacity('General', { instanceTypes: names.map((name) => new ec2.InstanceType(name)), maxCapacity: 4, ...more });
  return stack;
}

test.each([
  ['m6i.lrage', 'm6i.lrage is no instance type known on 2026-08-02; the nearest known: m6i.large'],
  ['t33.micro', 't33.micro is no instance type known on 2026-08-02; the nearest known: t3.micro'],
  ['zz9.metal', 'zz9.metal is no instance type known on 2026-08-02'],
])('warns of %s, which may be new, and names the nearest that is known', (name, text) => {
  Annotations.fromStack(stackWith([name])).hasWarning('*', Match.stringLikeRegexp(text));
});

test('says nothing of types that are known, and of tokens', () => {
  Annotations.fromStack(stackWith(['m6i.large', 'm6a.large'])).hasNoWarning('*', Match.stringLikeRegexp('instance type'));
  const later = Lazy.string({ produce: () => 'm6i.lrage' });
  Annotations.fromStack(stackWith([later], { architecture: ec2.InstanceArchitecture.X86_64 }))
    .hasNoWarning('*', Match.stringLikeRegexp('instance type'));
});

test.each<[string, readonly string[], string]>([
  ['a family without a size', ['m6i'], '`instanceTypes` must hold names of a family and a size such as m6i.large, got "m6i"'],
  ['capital letters', ['M6i.large'], 'got "M6i.large"; the nearest known: m6i.large'],
  ['a type twice', ['m6i.large', 'm6a.large', 'm6i.large'], '`instanceTypes` must name each instance type once, got m6i.large twice'],
  ['a Mac', ['mac2.metal'], '`instanceTypes` must be types that Linux or Windows runs on, got mac2.metal, a Mac'],
])('fails on %s', (_, names, message) => {
  expect(() => stackWith(names)).toThrow(message);
});

test('a name that is not known is read as every known name would be', () => {
  const names = instanceTypeNames().filter((name) => !findInstanceType(name)!.architectures.some((each) => each.endsWith('_mac')));
  expect(names.length).toBeGreaterThan(1_300);
  const differing = names.filter((name) => {
    const known = hardwareOf([new ec2.InstanceType(name)])!;
    return known.architecture !== architectureByName(name) || known.accelerator !== acceleratorByName(name);
  });
  expect(differing).toEqual([]);
});
