import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../validation/acknowledge';

/**
 * A role whose grants land in one customer managed policy (child id `Policy`) instead of an inline one.
 *
 * Inline policies cannot be reviewed or reused on their own, and four compliance packs refuse them.
 */
export class ManagedPolicyRole extends iam.Role {
  private managedPolicy?: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, private readonly roleProps: iam.RoleProps) {
    super(scope, id, roleProps);
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const policy = this.managedPolicy ??= new iam.ManagedPolicy(this, 'Policy', { roles: [this], path: this.roleProps.path });
    policy.addStatements(statement);
    acknowledgeWildcards(policy, statement.actions);
    return { statementAdded: true, policyDependable: policy };
  }
}

/** AWS offers no resource to name for these actions, so the wildcard cannot be narrowed. */
const WITHOUT_RESOURCES: Readonly<Record<string, string>> = {
  'ecr:GetAuthorizationToken': 'ecr:GetAuthorizationToken has no resource-level permissions; it is the only action on *',
  'ssmmessages:OpenDataChannel': 'the four ssmmessages actions of ECS Exec have no resource-level permissions',
  'xray:PutTraceSegments': 'the X-Ray actions of a tracing sidecar have no resource-level permissions',
  'cloudwatch:PutMetricData': 'cloudwatch:PutMetricData has no resource-level permissions',
};

function acknowledgeWildcards(policy: iam.ManagedPolicy, actions: readonly string[]): void {
  for (const action of actions) {
    const reason = WITHOUT_RESOURCES[action];
    if (reason) acknowledge(policy, 'AwsSolutions-IAM5[Resource::*]', reason);
  }
}
