import { DescribeSecurityGroupsCommand, EC2Client, IpPermission } from '@aws-sdk/client-ec2';
import { Claim } from './claim';
import { DeployedStack, deployedValue } from './deployed-stack';
import { resourcesOfType } from '../examples/assembly-stacks';

/** Each security group lets in what the templates say, and nothing else. A rule may be in another stack than its group. */
export async function securityGroupClaims(stack: DeployedStack, app: readonly DeployedStack[]): Promise<readonly Claim[]> {
  const groups = resourcesOfType(stack.template, 'AWS::EC2::SecurityGroup').filter(([id]) => stack.physicalIds.has(id));
  if (groups.length === 0) return [];
  const GroupIds = groups.map(([id]) => stack.physicalIds.get(id)!);
  const { SecurityGroups = [] } = await new EC2Client(stack.emulator.client).send(new DescribeSecurityGroupsCommand({ GroupIds }));
  return groups.map(([id]) => {
    const physicalId = stack.physicalIds.get(id)!;
    const found = SecurityGroups.find(({ GroupId }) => GroupId === physicalId);
    return {
      what: `${stack.stackName}/${id} ingress`,
      expected: app.flatMap((each) => rulesOf(each, physicalId).map((rule) => describe(rule, each))).sort(),
      found: found?.IpPermissions?.flatMap(permissions).sort(),
    };
  });
}

type Rule = Record<string, unknown>;

/** The rules written into the group, and those written as resources of their own. */
function rulesOf(stack: DeployedStack, physicalId: string): Rule[] {
  const within = resourcesOfType(stack.template, 'AWS::EC2::SecurityGroup')
    .filter(([id]) => stack.physicalIds.get(id) === physicalId)
    .flatMap(([, { Properties }]) => (Properties?.SecurityGroupIngress ?? []) as Rule[]);
  const apart = resourcesOfType(stack.template, 'AWS::EC2::SecurityGroupIngress')
    .map(([, { Properties }]) => Properties ?? {})
    .filter(({ GroupId }) => deployedValue(GroupId, stack) === physicalId);
  return [...within, ...apart];
}

function describe(rule: Rule, stack: DeployedStack): string {
  const group = deployedValue(rule.SourceSecurityGroupId, stack);
  const source = group ?? deployedValue(rule.CidrIp, stack) ?? rule.CidrIpv6 ?? JSON.stringify(rule.CidrIp);
  return `${rule.IpProtocol} ${rule.FromPort ?? -1}-${rule.ToPort ?? -1} from ${source}`;
}

function permissions({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [] }: IpPermission): string[] {
  const addresses = [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)];
  const sources = [...addresses, ...UserIdGroupPairs.map(({ GroupId }) => GroupId)];
  return sources.map((source) => `${IpProtocol} ${FromPort ?? -1}-${ToPort ?? -1} from ${source}`);
}
