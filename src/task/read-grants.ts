import * as iam from 'aws-cdk-lib/aws-iam';

/** The one action with which ECS reads, and what the constructs of the CDK grant beside it (developer guide, task execution role). */
const BESIDE: readonly (readonly [string, readonly string[]])[] = [
  ['secretsmanager:GetSecretValue', ['secretsmanager:DescribeSecret']],
  ['ssm:GetParameters', ['ssm:DescribeParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory']],
];

/**
 * The execution role as the CDK sees it. While the CDK makes a container, grants on secrets and parameters lose what ECS never calls;
 * what anybody grants at another time stays as it is.
 */
export class ReadGrants {
  /** The role, with all that it has. */
  public readonly role: iam.IRole;

  private making = false;

  constructor(executionRole: iam.IRole) {
    const role: iam.IRole = Object.create(executionRole, {
      grantPrincipal: { get: () => role },
      addToPrincipalPolicy: {
        value: (statement: iam.PolicyStatement) => executionRole.addToPrincipalPolicy(this.making ? narrowed(statement) : statement),
      },
      addToPolicy: { value: (statement: iam.PolicyStatement) => role.addToPrincipalPolicy(statement).statementAdded },
    });
    this.role = role;
  }

  /** Makes something that reads at the start of a task. */
  public during<T>(make: () => T): T {
    this.making = true;
    try {
      return make();
    } finally {
      this.making = false;
    }
  }
}

function narrowed(statement: iam.PolicyStatement): iam.PolicyStatement {
  const idle = BESIDE.filter(([needed]) => statement.actions.includes(needed)).flatMap(([, others]) => others);
  const actions = statement.actions.filter((action) => !idle.includes(action));
  return actions.length === statement.actions.length ? statement : statement.copy({ actions });
}
