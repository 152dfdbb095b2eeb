import { changeRole } from './change-model';
import { neverAllowed, withStatement } from './role-questions';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { mayDo, type ManagedInstances, type Role, type Statement } from '../model';

const managed = pieces((model): readonly ManagedInstances[] => model.capacities.filter((capacity) => capacity.kind === 'managed-instances'));

const PASS = 'iam:PassRole';
/** What the policy of AWS lets ECS pass: roles whose names begin so. */
const PREFIX = 'ecsInstanceRole';

export const unpassableInstanceRole = templateRule({
  id: 'unpassable-instance-role',
  title: 'the infrastructure role of Managed Instances may not hand their role to the instances',
  viewsOf: managed.viewsOf,
  judge({ piece: capacity, site }) {
    const infrastructure = capacity.infrastructureRole?.known ? site.roles.get(capacity.infrastructureRole.value) : undefined;
    const role = capacity.instanceRole?.known ? site.roles.get(capacity.instanceRole.value) : undefined;
    if (!infrastructure || !role || !isKept(infrastructure, role)) return [];
    const { constructPath } = infrastructure.subject;
    const name = role.name.known ? role.name.value : 'a name that CloudFormation makes up';
    return [
      {
        severity: sureness(site).severity,
        summary: `no instance of ${capacity.subject.constructPath} starts: ${constructPath} may pass roles named ${PREFIX}*, and ${role.subject.constructPath} has ${name}`,
        notes: [
          `AmazonECSInfrastructureRolePolicyForManagedInstances gives ${PASS} for ${PREFIX}* only`,
          `ECS will say "ResourceInitializationError", with ${PASS} and the name of the role`,
          ...sureness(site).notes,
        ],
        cures: [
          managed.cure(`allow ${PASS} on ${role.subject.constructPath} in ${constructPath}, or give it a RoleName (roleName) that begins with ${PREFIX}`, (model) =>
            changeRole(model, infrastructure.id, withStatement(infrastructure, [PASS], role.id))),
        ],
      },
    ];
  },
});

/** True when the policy of AWS is all that lets the infrastructure role pass anything, and the name is another one. */
function isKept(infrastructure: Role, role: Role): boolean {
  if (!infrastructure.statements.some(isOfAws)) return false;
  if (neverAllowed({ ...infrastructure, statements: infrastructure.statements.filter((one) => !isOfAws(one)) }, [PASS]).length === 0) {
    return mayPassByName(infrastructure, role);
  }
  return role.name.known ? !role.name.value.startsWith(PREFIX) && !role.name.value.includes('${') : isMadeUp(role);
}

/** Statements of its own decide, where the whole ARN is known. */
function mayPassByName(infrastructure: Role, role: Role): boolean {
  if (!role.name.known || role.name.value.includes('${') || !role.path?.known) return false;
  const arn = `arn:aws:iam::123456789012:role${role.path.value}${role.name.value}`;
  return mayDo(infrastructure, PASS, arn).answer === 'no' && mayDo(infrastructure, PASS, role.id).answer === 'no';
}

function isMadeUp({ name }: Role): boolean {
  return !name.known && name.because.startsWith('CloudFormation makes up');
}

function isOfAws({ actions, resources, conditional }: Statement): boolean {
  return conditional && actions?.known === true && actions.value.join() === PASS && resources?.known === true
    && resources.value.every((one) => one.known && one.value === `arn:aws:iam::*:role/${PREFIX}*`);
}
