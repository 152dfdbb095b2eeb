import { ABSENT, scalar, unresolved, type Value } from './value';
import type { Stack } from '../template/stack';

/** The pseudo parameters of CloudFormation; undefined for any other name. Those that nobody told stay named holes. */
export function pseudoParameter(name: string, stack: Stack): Value | undefined {
  switch (name) {
    case 'AWS::NoValue':
      return ABSENT;
    case 'AWS::Region':
      return stack.region !== undefined ? scalar(stack.region) : hole(name);
    case 'AWS::AccountId':
      return stack.account !== undefined ? scalar(stack.account) : hole(name);
    case 'AWS::StackName':
      return stack.name !== undefined && !stack.parent ? scalar(stack.name) : hole(name);
    case 'AWS::Partition':
      return stack.region !== undefined ? scalar(partitionOf(stack.region)) : hole(name);
    case 'AWS::URLSuffix':
      return stack.region !== undefined ? scalar(stack.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com') : hole(name);
    case 'AWS::StackId':
      return hole(name);
    case 'AWS::NotificationARNs':
      return unresolved('AWS::NotificationARNs is known at deployment only');
    default:
      return undefined;
  }
}

function hole(name: string): Value {
  return { kind: 'text', parts: [{ kind: 'hole', name }] };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
