import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../validation/acknowledge-wildcard';

/** Lets tasks say that they must not be stopped by scaling in or by a deployment. */
export function grantTaskProtection(service: Construct & iam.IGrantable, cluster: ecs.ICluster): iam.Grant {
  const tasks = Stack.of(service).formatArn({ service: 'ecs', resource: 'task', resourceName: `${cluster.clusterName}/*` });
  const grant = iam.Grant.addToPrincipal({
    grantee: service, actions: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'], resourceArns: [tasks],
  });
  acknowledgeWildcard(service, tasks, 'a task gets its id when it starts; the statement is limited to tasks of the cluster');
  return grant;
}
