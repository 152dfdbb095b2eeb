import { Duration, Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Cluster, Cpu, Deployment, WebListener, WebService } from 'cdk-ecs-stowage';

/** One request in twenty goes to the new revision for ten minutes; the rest follow when no alarm went off. */
export class CanaryStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new WebService(this, 'Api', {
      cluster: new Cluster(this, 'Cluster', { vpc: exampleVpc(this) }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      listener: WebListener.http({ deletionProtection: false }),
      deployment: Deployment.canary({ stepPercent: 5, stepBakeTime: Duration.minutes(10) }),
    });
    api.alarms.rollBackDeployments({ serverErrorsPerMinute: 5 });

    acknowledge(api, 'CloudWatchAlarmAction', 'ECS watches the alarms and takes the deployment back; the example has nobody to notify');
    acknowledgePrivateHttp(api);
  }
}
