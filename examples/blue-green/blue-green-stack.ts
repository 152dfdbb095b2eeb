import { Size, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Cluster, Cpu, Deployment, WebListener, WebService } from 'cdk-ecs-stowage';

/** A new revision starts beside the old one; callers see it at once, when it has been healthy, and go back as fast. */
export class BlueGreenStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });

    const api = new WebService(this, 'Api', {
      cluster: new Cluster(this, 'Cluster', { vpc }),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      listener: WebListener.http({ deletionProtection: false }),
      deployment: Deployment.blueGreen(),
    });
    api.alarms.rollBackDeployments({ serverErrorsPerMinute: 5 });

    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7', reason: 'flow logs belong to the network account, which an example does not have',
    });
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-ELB2', reason: 'access logs need a log bucket and a known region; give `accessLogsBucket` in your own stack',
    });
  }
}
