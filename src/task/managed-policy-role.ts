import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * A role whose grants land in one customer managed policy (child id `Policy`) instead of an inline one.
 *
 * Inline policies cannot be reviewed or reused on their own, and four compliance packs refuse them.
 */
export class ManagedPolicyRole extends iam.Role {
  private managedPolicy?: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: iam.RoleProps) {
    super(scope, id, props);
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const policy = this.managedPolicy ??= new iam.ManagedPolicy(this, 'Policy', { roles: [this] });
    policy.addStatements(statement);
    if (statement.actions.includes('ecr:GetAuthorizationToken')) acknowledgeRegistryLogin(policy);
    return { statementAdded: true, policyDependable: policy };
  }
}

/** AWS offers no resource to name for the registry login, so the wildcard cannot be narrowed. */
function acknowledgeRegistryLogin(policy: iam.ManagedPolicy): void {
  Validations.of(policy).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'ecr:GetAuthorizationToken has no resource-level permissions; it is the only action on *',
  });
}
