import { CloudFormationClient, DescribeStacksCommand, ListExportsCommand, ListStackResourcesCommand, Stack } from '@aws-sdk/client-cloudformation';
import { ACCOUNT, Emulator, REGION } from './emulator';
import { AssemblyStack, Template } from '../examples/assembly-stacks';

/** A stack of the assembly together with what the emulator made of it. */
export interface DeployedStack {
  readonly emulator: Emulator;
  readonly stackName: string;
  readonly template: Template;
  readonly description?: Stack;
  /** Physical ids by logical id; a resource whose type the emulator skips is not in it. */
  readonly physicalIds: ReadonlyMap<string, string>;
  readonly exports: ReadonlyMap<string, string>;
}

export async function lookUp(stack: AssemblyStack, emulator: Emulator): Promise<DeployedStack> {
  const client = new CloudFormationClient(emulator.client);
  const [stacks, resources, exported] = await Promise.all([
    client.send(new DescribeStacksCommand({ StackName: stack.stackName })),
    client.send(new ListStackResourcesCommand({ StackName: stack.stackName })),
    client.send(new ListExportsCommand({})),
  ]);
  const kept = (resources.StackResourceSummaries ?? []).filter((resource) => resource.ResourceType);
  return {
    emulator,
    stackName: stack.stackName,
    template: stack.template,
    description: stacks.Stacks?.[0],
    physicalIds: new Map(kept.map((resource) => [resource.LogicalResourceId!, resource.PhysicalResourceId ?? ''])),
    exports: new Map((exported.Exports ?? []).map(({ Name, Value }) => [Name!, Value!])),
  };
}

/** Every type the template has and the emulator did not make, with the number of resources. */
export function skippedTypes({ template, physicalIds }: DeployedStack): readonly (readonly [string, number])[] {
  const skipped = Object.entries(template.Resources).filter(([id]) => !physicalIds.has(id)).map(([, { Type }]) => Type);
  return [...new Set(skipped)].sort().map((type) => [type, skipped.filter((other) => other === type).length] as const);
}

/** The deployed value of what a template says; undefined where only CloudFormation could know. */
export function deployedValue(value: unknown, stack: DeployedStack): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Object.keys(value).length !== 1) return undefined;
  const [[name, argument]] = Object.entries(value) as [string, unknown][];
  if (name === 'Ref') return PSEUDO[argument as string] ?? stack.physicalIds.get(argument as string);
  if (name === 'Fn::ImportValue') return typeof argument === 'string' ? stack.exports.get(argument) : undefined;
  if (name === 'Fn::GetAtt') return attribute(argument as [string, string], stack);
  if (name === 'Fn::Join') return join(argument as [string, unknown[]], stack);
  return undefined;
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

function attribute([logicalId, name]: [string, string], stack: DeployedStack): string | undefined {
  const physicalId = stack.physicalIds.get(logicalId);
  const { Type: type, Properties } = stack.template.Resources[logicalId] ?? {};
  if (!physicalId) return undefined;
  if (type === 'AWS::IAM::Role' && name === 'Arn') return `arn:aws:iam::${ACCOUNT}:role/${physicalId}`;
  if (type === 'AWS::EC2::VPC' && name === 'CidrBlock') return deployedValue(Properties?.CidrBlock, stack);
  if (type === 'AWS::EC2::SecurityGroup' && name === 'GroupId') return physicalId;
  if (type === 'AWS::ECS::Cluster' && name === 'Arn') return `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/${physicalId}`;
  if (type === 'AWS::ECS::Service' && name === 'Name') return physicalId.split('/').pop();
  return undefined;
}

function join([separator, parts]: [string, unknown[]], stack: DeployedStack): string | undefined {
  const values = parts.map((part) => deployedValue(part, stack));
  return values.includes(undefined) ? undefined : values.join(separator);
}
