import { at, flag, isAbsent, listOf, or, pattern, type Property } from './property';
import { readSubnets } from './read-subnets';
import { assumed, unknown, type AwsvpcConfiguration } from '../../model';

/** `NetworkConfiguration` of a service, a task set or a target; rules and schedules spell the inner name their own way. */
export function readAwsvpc(property: Property): AwsvpcConfiguration | undefined {
  const configuration = [at(property, 'AwsvpcConfiguration'), at(property, 'AwsVpcConfiguration')].find((candidate) => !isAbsent(candidate));
  if (!configuration) {
    return undefined;
  }
  const publicIp = at(configuration, 'AssignPublicIp');
  const choice = readSubnets(at(configuration, 'Subnets'));
  const groups = at(configuration, 'SecurityGroups');
  return {
    subnets: choice.subnets,
    securityGroups: listOf(groups, (item) => pattern(item) ?? unknown('an item is empty', item.path))
      ?? assumed([], 'no security group is named, so the default group of the VPC is used', groups.path),
    assignPublicIp: or(flag(publicIp, 'ENABLED', 'DISABLED'), false, 'tasks get no public address by default', publicIp.path),
    zones: choice.zones,
    vpc: choice.vpc,
  };
}
