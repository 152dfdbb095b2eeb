import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable } from 'constructs';
import { warn } from '../validation/warn';

/**
 * A role of the user. Grants go to it as always; what it does not take is reported with the exact actions.
 *
 * A role that cannot be changed swallows grants and may say that it took them. One that did take a statement names the policy
 * it went to, because whoever needs the permission has to wait for that policy.
 */
export function broughtRole(scope: Construct, prop: string, role: iam.IRole): iam.IRole {
  const answers: [iam.PolicyStatement, iam.AddToPrincipalPolicyResult][] = [];
  const watched: iam.IRole = Object.create(role, {
    grantPrincipal: { get: () => watched },
    addToPrincipalPolicy: {
      value: (statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult => {
        const result = role.addToPrincipalPolicy(statement);
        answers.push([statement, result]);
        return result;
      },
    },
    addToPolicy: { value: (statement: iam.PolicyStatement) => watched.addToPrincipalPolicy(statement).statementAdded },
  });
  const missing = () => answers.filter(([, result]) => !wasTaken(result)).map(([statement]) => statement);
  scope.node.addValidation({ validate: () => report(scope, prop, missing()) });
  return watched;
}

/** True from the synthesis on only: a role chooses the policy late, because one policy may not hold all the statements. */
function wasTaken({ statementAdded, policyDependable }: iam.AddToPrincipalPolicyResult): boolean {
  return statementAdded && policyDependable !== undefined && Dependable.of(policyDependable).dependencyRoots.length > 0;
}

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
