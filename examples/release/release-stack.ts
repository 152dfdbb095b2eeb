import { Size, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Cluster, Cpu, Deployment, ImageVersion, WebListener, WebService } from 'cdk-ecs-stowage';

/** A service whose image is released by one line, without synthesis. */
export class ReleaseStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const version = ImageVersion.stackParameter(this, 'ApiVersion', { initial: '1.29' });

    const api = new WebService(this, 'Api', {
      cluster: new Cluster(this, 'Cluster', { vpc }),
      image: version.imageOf('public.ecr.aws/nginx/nginx'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      listener: WebListener.http({ deletionProtection: false }),
      deployment: Deployment.blueGreen(),
      count: { min: 2, max: 6 },
    });
    api.scaling.trackRequests({ requestsPerTask: 1000 });
    api.commands.addOutputs();

    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7', reason: 'flow logs belong to the network account, which an example does not have',
    });
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-ELB2', reason: 'access logs need a log bucket and a known region; give `accessLogsBucket` in your own stack',
    });
  }
}
