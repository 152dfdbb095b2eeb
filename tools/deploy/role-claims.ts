import { GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { Claim } from './claim';
import { DeployedStack, deployedValue } from './deployed-stack';
import { Resource, resourcesOfType } from '../examples/assembly-stacks';

/** Execution and task roles: two of them, trusted by ECS tasks, each allowed what the template says and nothing else. */
export async function roleClaims(stack: DeployedStack): Promise<readonly Claim[]> {
  const claims = resourcesOfType(stack.template, 'AWS::ECS::TaskDefinition').map(async ([id, { Properties }]) => {
    const execution = deployedValue(Properties?.ExecutionRoleArn, stack);
    const task = deployedValue(Properties?.TaskRoleArn, stack);
    const distinct = { what: `${stack.stackName}/${id} execution and task role are two roles`, expected: true, found: execution !== task };
    const perRole = [execution, task].filter((arn) => arn !== undefined).map((arn) => oneRole(stack, arn.split('/').pop()!));
    return [distinct, ...(await Promise.all(perRole)).flat()];
  });
  return (await Promise.all(claims)).flat();
}

async function oneRole(stack: DeployedStack, roleName: string): Promise<readonly Claim[]> {
  const client = new IAMClient(stack.emulator.client);
  const { Role } = await client.send(new GetRoleCommand({ RoleName: roleName }));
  const documents = [...await inlineDocuments(client, roleName), ...await attachedDocuments(client, roleName)];
  const expected = [...stackPolicies(stack, roleName), ...inlinePolicies(stack, roleName)];
  const what = `${stack.stackName} role ${roleName.replace(/-[A-Z0-9]+$/, '')}`;
  return [
    { what: `${what} is trusted by`, expected: ['ecs-tasks.amazonaws.com'], found: trusted(decode(Role?.AssumeRolePolicyDocument)) },
    { what: `${what} may`, expected: actions(expected), found: actions(documents) },
  ];
}

interface Document {
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Action?: string | readonly string[];
  readonly Principal?: { readonly Service?: string | readonly string[] };
}

async function inlineDocuments(client: IAMClient, RoleName: string): Promise<Document[]> {
  const { PolicyNames = [] } = await client.send(new ListRolePoliciesCommand({ RoleName }));
  const policies = await Promise.all(PolicyNames.map((PolicyName) => client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))));
  return policies.map(({ PolicyDocument }) => decode(PolicyDocument));
}

async function attachedDocuments(client: IAMClient, RoleName: string): Promise<Document[]> {
  const { AttachedPolicies = [] } = await client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  return Promise.all(AttachedPolicies.map(async ({ PolicyArn }) => {
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy!.DefaultVersionId }));
    return decode(PolicyVersion?.Document);
  }));
}

/** Policies of the template that name the role, or that the role names. */
function stackPolicies(stack: DeployedStack, roleName: string): Document[] {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => resourcesOfType(stack.template, type));
  const named = (roleOf(stack, roleName)?.Properties?.ManagedPolicyArns ?? []) as { Ref?: string }[];
  const names = (roles: unknown) => (roles as unknown[] ?? []).some((role) => deployedValue(role, stack) === roleName);
  return policies
    .filter(([id, { Properties }]) => named.some(({ Ref }) => Ref === id) || names(Properties?.Roles))
    .map(([, { Properties }]) => Properties!.PolicyDocument as Document);
}

function inlinePolicies(stack: DeployedStack, roleName: string): Document[] {
  return (roleOf(stack, roleName)?.Properties?.Policies as { PolicyDocument: Document }[] ?? []).map(({ PolicyDocument }) => PolicyDocument);
}

function roleOf(stack: DeployedStack, roleName: string): Resource | undefined {
  return resourcesOfType(stack.template, 'AWS::IAM::Role').find(([id]) => stack.physicalIds.get(id) === roleName)?.[1];
}

function actions(documents: readonly Document[]): string[] {
  const all = documents.flatMap(({ Statement }) => Statement.flatMap(({ Action = [] }) => Action));
  return [...new Set(all)].sort();
}

function trusted(document: Document): string[] {
  return [...new Set(document.Statement.flatMap(({ Principal }) => Principal?.Service ?? []))].sort();
}

function decode(document: string | undefined): Document {
  return JSON.parse(decodeURIComponent(document ?? '{"Statement":[]}')) as Document;
}
