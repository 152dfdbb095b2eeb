import { managedPolicy } from './managed-policies';
import { at, isAbsent, items, listOf, or, pattern, patternList, propertiesOf, text, type Property } from './property';
import { readStatements } from './read-statements';
import { ofType, type Reading } from './reading';
import { known, unknown, type InstanceProfile, type Known, type Role, type Statement } from '../../model';
import type { Resource } from '../template/stack';

/** Roles of the input with what they may do: inline policies, policies attached from outside, managed policies. */
export function readRoles(reading: Reading): readonly Role[] {
  const attached = attachedStatements(reading);
  return ofType(reading, 'AWS::IAM::Role').map((resource) => readRole(resource, reading, attached));
}

export function readInstanceProfiles(reading: Reading): readonly InstanceProfile[] {
  return ofType(reading, 'AWS::IAM::InstanceProfile').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    return {
      id: resource.id,
      subject: resource.subject,
      name: pattern(at(properties, 'InstanceProfileName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.InstanceProfileName'),
      roles: or(patternList(at(properties, 'Roles')), [], 'the profile names no role'),
    };
  });
}

/** Statements by role id, and policies whose roles cannot be told. */
interface Attached {
  readonly statements: ReadonlyMap<string, readonly Found[]>;
  readonly unattached: readonly string[];
}

interface Found {
  readonly statements: readonly Statement[];
  readonly incomplete?: string;
  /** Id of the policy, where it is a resource of its own. */
  readonly policy?: string;
}

function readRole(resource: Resource, reading: Reading, attached: Attached): Role {
  const properties = propertiesOf(resource, reading.evaluation);
  const name = pattern(at(properties, 'RoleName'));
  const own = items(at(properties, 'Policies'));
  const inline = own?.known ? own.value.map((policy) => foundIn(at(policy, 'PolicyDocument'))) : [];
  const managed = readManaged(at(properties, 'ManagedPolicyArns'), reading);
  const outside = [...attached.statements.get(resource.id) ?? [], ...(name?.known ? attached.statements.get(name.value) ?? [] : [])];
  const found = [...inline, ...managed.found, ...outside];
  const incomplete = (own?.known === false ? own.because : undefined) ?? found.find((each) => each.incomplete !== undefined)?.incomplete
    ?? attached.unattached[0];
  return {
    id: resource.id,
    subject: resource.subject,
    name: name ?? unknown('CloudFormation makes up the name at deployment', 'Properties.RoleName'),
    trust: readStatements(at(properties, 'AssumeRolePolicyDocument')),
    statements: found.flatMap((each) => each.statements),
    managedPolicies: managed.arns,
    ...(incomplete === undefined ? {} : { incomplete }),
    hasPermissionsBoundary: !isAbsent(at(properties, 'PermissionsBoundary')),
    path: text(at(properties, 'Path')),
    ...(outside.length > 0 ? { attachedPolicies: outside.flatMap((each) => each.policy ?? []).sort() } : {}),
  };
}

function foundIn(document: Property): Found {
  const statements = readStatements(document);
  return statements.known ? { statements: statements.value } : { statements: [], incomplete: statements.because };
}

function readManaged(property: Property, reading: Reading): { arns: Known<readonly string[]>; found: readonly Found[] } {
  const list = items(property);
  if (!list?.known) {
    return list ? { arns: list, found: [{ statements: [], incomplete: list.because }] } : { arns: known([]), found: [] };
  }
  const arns = listOf(property, (item) => pattern(item) ?? unknown('an item is empty', item.path));
  const found = list.value.map((item): Found => {
    const { value } = item;
    if (value.kind === 'reference' && value.resource.type === 'AWS::IAM::ManagedPolicy') {
      return foundIn(at(propertiesOf(value.resource, reading.evaluation), 'PolicyDocument'));
    }
    const arn = pattern(item);
    return arn?.known ? fromAws(arn.value) : { statements: [], incomplete: arn?.because ?? 'a managed policy is not named' };
  });
  return { arns: plain(arns), found };
}

function plain(arns: Known<readonly Known<string>[]> | undefined): Known<readonly string[]> {
  if (!arns?.known) {
    return arns ?? known([]);
  }
  const open = arns.value.find((arn) => !arn.known);
  return open && !open.known ? open : { ...arns, value: arns.value.flatMap((arn) => arn.known ? [arn.value] : []) };
}

function fromAws(arn: string): Found {
  const policy = managedPolicy(arn);
  if (!policy) {
    return { statements: [], incomplete: `what the managed policy ${arn.replace(/^.*\//, '')} allows is not known here` };
  }
  const everywhere = { effect: known('Allow' as const), resources: known([known('*')]) };
  const statements: readonly Statement[] = policy.passes === undefined ? [{ ...everywhere, actions: known(policy.actions), conditional: false }] : [
    { ...everywhere, notActions: known(['iam:PassRole']), conditional: true },
    { ...everywhere, actions: known(['iam:PassRole']), resources: known([known(policy.passes)]), conditional: true },
  ];
  return { statements, ...(policy.more ? { incomplete: `the managed policy ${arn.replace(/^.*\//, '')} allows more under conditions` } : {}) };
}

/** Policies that name their roles: `AWS::IAM::Policy`, `AWS::IAM::RolePolicy`, `AWS::IAM::ManagedPolicy`. */
function attachedStatements(reading: Reading): Attached {
  const statements = new Map<string, Found[]>();
  const unattached: string[] = [];
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']) {
    for (const resource of ofType(reading, type)) {
      const properties = propertiesOf(resource, reading.evaluation);
      const roles = listOf(type === 'AWS::IAM::RolePolicy' ? at(properties, 'RoleName') : at(properties, 'Roles'), pattern);
      for (const role of roles?.known ? roles.value : []) {
        if (role?.known) {
          statements.set(role.value, [...statements.get(role.value) ?? [], { ...foundIn(at(properties, 'PolicyDocument')), policy: resource.id }]);
        } else {
          unattached.push(`the roles of the policy ${resource.logicalId} are not known`);
        }
      }
      if (roles?.known === false) {
        unattached.push(`the roles of the policy ${resource.logicalId} are not known: ${roles.because}`);
      }
    }
  }
  return { statements, unattached };
}
