import * as iam from 'aws-cdk-lib/aws-iam';

/** What the agent of ECS Exec inside the task needs: exactly these four, none of which has resources to name. */
export function allowExecuteCommand(taskRole: iam.IRole): void {
  taskRole.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: [
      'ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel',
    ],
    resources: ['*'],
  }));
}
