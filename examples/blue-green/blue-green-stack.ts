import { Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Cluster, Cpu, Deployment, WebListener, WebService } from 'cdk-ecs-stowage';

/** A new revision starts beside the old one; callers see it at once, when it has been healthy, and go back as fast. */
export class BlueGreenStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new WebService(this, 'Api', {
      cluster: new Cluster(this, 'Cluster', { vpc: exampleVpc(this) }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      listener: WebListener.http({ deletionProtection: false }),
      deployment: Deployment.blueGreen(),
    });
    api.alarms.rollBackDeployments({ serverErrorsPerMinute: 5 });

    acknowledge(api, 'CloudWatchAlarmAction', 'ECS watches the alarms and takes the deployment back; the example has nobody to notify');
    acknowledgePrivateHttp(api);
  }
}
