import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AgentPlatform } from './agent-platform';
import { findInstanceType } from '../facts/instance-types';
import { warn } from '../validation/warn';

/** Throws where ECS has no trunks at all, and warns of instance types that get none. */
export function checkTrunking(scope: Construct, platform: AgentPlatform, instanceTypes: readonly ec2.InstanceType[]): void {
  if (platform === AgentPlatform.WINDOWS) throw new Error('`eniTrunking` must be left out on Windows, which has no trunk interfaces, got it with a Windows AMI');
  const names = instanceTypes.map((type) => type.toString()).filter((name) => !Token.isUnresolved(name));
  const without = names.filter((name) => findInstanceType(name)?.trunkTaskLimit === 0);
  if (without.length === 0) return;
  const verb = without.length === 1 ? 'has' : 'have';
  warn(scope, 'stowage:eni-trunking', `\`eniTrunking\` changes nothing on ${without.join(', ')}, which ${verb} no trunk interface: ` +
    'tasks in awsvpc mode take one interface of the instance each');
}
