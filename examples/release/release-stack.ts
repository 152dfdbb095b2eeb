import { Size, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Cluster, Cpu, Deployment, ImageVersion, WebListener, WebService } from 'cdk-ecs-stowage';

/** A service whose image is released by one line, without synthesis. */
export class ReleaseStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const version = ImageVersion.stackParameter(this, 'ApiVersion', { initial: '1.29' });

    const api = new WebService(this, 'Api', {
      cluster: new Cluster(this, 'Cluster', { vpc: exampleVpc(this) }),
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

    acknowledgePrivateHttp(api);
  }
}
