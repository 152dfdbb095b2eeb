import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { warn } from '../validation/warn';

/**
 * A role of the user. Grants go to it as always; what it does not take is reported with the exact actions.
 *
 * A role that cannot be changed swallows grants and says that it took them, so only its class tells it apart.
 */
export function broughtRole(scope: Construct, prop: string, role: iam.IRole): iam.IRole {
  const missing: iam.PolicyStatement[] = [];
  const watched: iam.IRole = Object.create(role, {
    grantPrincipal: { get: () => watched },
    addToPrincipalPolicy: {
      value: (statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult => {
        const result = role.addToPrincipalPolicy(statement);
        if (!result.statementAdded || SILENT.test(role.constructor.name)) missing.push(statement);
        return result;
      },
    },
    addToPolicy: { value: (statement: iam.PolicyStatement) => watched.addToPrincipalPolicy(statement).statementAdded },
  });
  scope.node.addValidation({ validate: () => report(scope, prop, missing) });
  return watched;
}

/** The CDK makes them for `mutable: false` and for roles that are made elsewhere. */
const SILENT = /^(Immutable|Precreated)Role/;

/** Nothing here knows what the role may do already, so it is a warning and not an error. */
function report(scope: Construct, prop: string, statements: readonly iam.PolicyStatement[]): string[] {
  const actions = [...new Set(statements.flatMap((each) => each.actions))].sort();
  if (actions.length === 0) return [];
  warn(
    scope,
    `stowage-unchecked-role-${prop}`,
    `\`${prop}\` cannot be changed from here; the task needs it to allow ${actions.join(', ')}`,
  );
  return [];
}
