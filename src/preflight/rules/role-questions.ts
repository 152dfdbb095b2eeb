import type { Site } from './site';
import { known, mayDo, type DeclaredResource, type Known, type Permission, type PlacementModel, type Role, type Statement } from '../model';

/** Actions that no statement of the role allows on anything. Empty when the role may hold more than the input shows. */
export function neverAllowed(role: Role, actions: readonly string[]): readonly string[] {
  const widened = { ...role, statements: role.statements.map(widen) };
  return actions.filter((action) => mayDo(widened, action, '*').answer === 'no');
}

/** The role with a statement more, for cures. */
export function withStatement(role: Role, actions: readonly string[], resource: string): Pick<Role, 'statements'> {
  const added: Statement = { effect: known('Allow'), actions: known(actions), resources: known([known(resource)]), conditional: false };
  return { statements: [...role.statements, added] };
}

/** What the policy of a resource answers; `delegated` where it leaves the answer to the policies of roles in its account. */
export type PolicyAnswer = Permission['answer'] | 'delegated';

/** Whether the policy of a resource lets a role do something. A denial that may hold, or a condition, is "unknown". */
export function policyLets(statements: readonly Statement[], role: Role, action: string, site: Site): PolicyAnswer {
  const answers = statements.map((statement): PolicyAnswer => {
    const match = mayDo({ statements: [{ ...widen(statement), effect: known('Allow') }], hasPermissionsBoundary: false }, action, '*').answer;
    const who = match === 'no' ? 'no' : principalsHold(statement, role, site);
    const denies = !statement.effect.known || statement.effect.value === 'Deny';
    if (who === 'no' || denies) return who === 'no' ? 'no' : 'unknown';
    return match === 'unknown' && who !== 'delegated' ? 'unknown' : who;
  });
  return (['unknown', 'yes', 'delegated'] as const).find((answer) => answers.includes(answer)) ?? 'no';
}

/** Whether a role may use a key of the input: its policy decides, and leaves it to that of the role where it names the account. */
export function mayUseKey(key: DeclaredResource, role: Role, action: string, site: Site): Permission['answer'] {
  if (key.policy && !key.policy.known) return 'unknown';
  // A key without a policy gets one that names the account.
  const answer = key.policy ? policyLets(key.policy.value, role, action, site) : 'delegated';
  return answer === 'delegated' ? mayDo(role, action, key.id).answer : answer;
}

/** The model with a statement more in the policy of a key, for cures. */
export function withKeyStatement(model: PlacementModel, key: DeclaredResource, role: string, actions: readonly string[]): PlacementModel {
  const added: Statement = {
    effect: known('Allow'), principals: known([role]), actions: known(actions), resources: known([known('*')]), conditional: false,
  };
  return {
    ...model,
    declared: model.declared?.map((one) => (one.id === key.id && one.policy?.known ? { ...one, policy: known([...one.policy.value, added]) } : one)),
  };
}

/** The key of the input that text names, by itself or by an alias of the input. */
export function declaredKey(text: Known<string> | undefined, { declared }: Site): DeclaredResource | undefined {
  const named = text?.known ? text.value : undefined;
  if (named === undefined) return undefined;
  const found = declared.get(named)
    ?? [...declared.values()].find(({ type, name }) => type === 'AWS::KMS::Alias' && name.known && name.value === named);
  if (found?.type !== 'AWS::KMS::Alias') return found?.type === 'AWS::KMS::Key' ? found : undefined;
  const target = found.settings?.TargetKeyId;
  const key = target?.known ? declared.get(target.value) : undefined;
  return key?.type === 'AWS::KMS::Key' ? key : undefined;
}

function principalsHold({ principals, notPrincipals }: Statement, role: Role, site: Site): PolicyAnswer {
  if (notPrincipals || !principals?.known) return notPrincipals || principals ? 'unknown' : 'no';
  const answers = principals.value.map((principal) => principalIs(principal, role, site));
  return (['yes', 'unknown', 'delegated'] as const).find((answer) => answers.includes(answer)) ?? 'no';
}

function principalIs(principal: string, role: Role, { roles }: Site): PolicyAnswer {
  if (principal === '*' || principal === role.id) return 'yes';
  if (/^\d{12}$|:root$|^\$\{AWS::AccountId\}$/.test(principal)) return 'delegated';
  if (roles.has(principal) || /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal)) return 'no';
  const path = /^arn:[^:]+:iam::[^:]*:role\/(.+)$/.exec(principal.replace(/\$\{AWS::[A-Za-z]+\}/g, 'own'))?.[1];
  if (path === undefined || path.includes('${')) return 'unknown';
  // A pattern of names, such as in a trust to all roles of a team, is not read.
  if (/[*?]/.test(path)) return 'unknown';
  // A name that CloudFormation makes up is nobody's to write out.
  return role.name.known ? (path.split('/').pop() === role.name.value ? 'yes' : role.name.value.includes('${') ? 'unknown' : 'no') : 'no';
}

/** On which resources a statement allows something is left open; a denial keeps to its own. */
function widen(statement: Statement): Statement {
  const allows = statement.effect.known && statement.effect.value === 'Allow';
  return allows ? { ...statement, resources: known([known('*')]), notResources: undefined } : statement;
}
