import { known, mayDo, type Role, type Statement } from '../model';

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

/** On which resources a statement allows something is left open; a denial keeps to its own. */
function widen(statement: Statement): Statement {
  const allows = statement.effect.known && statement.effect.value === 'Allow';
  return allows ? { ...statement, resources: known([known('*')]), notResources: undefined } : statement;
}
