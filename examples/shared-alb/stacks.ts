import { Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Cluster, Cpu, WebListener, WebService } from 'cdk-ecs-stowage';

/** The network, the cluster, the load balancer, and the service that answers what nobody else does. */
export class FrontStack extends Stack {
  public readonly cluster: Cluster;
  public readonly front: WebService;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.cluster = new Cluster(this, 'Cluster', { vpc: exampleVpc(this) });
    this.front = newService(this, 'Web', this.cluster, WebListener.http({ deletionProtection: false }));
    acknowledgePrivateHttp(this.front);
  }
}

/** Two services of another team behind the same load balancer. The front knows nothing of them. */
export class CatalogStack extends Stack {
  constructor(scope: Construct, id: string, { cluster, front }: FrontStack) {
    super(scope, id);
    newService(this, 'Products', cluster, WebListener.shared(front.listener, { pathPatterns: ['/products', '/products/*'] }));
    newService(this, 'Search', cluster, WebListener.shared(front.listener, { pathPatterns: ['/search'], methods: ['GET'] }));
  }
}

function newService(scope: Construct, id: string, cluster: Cluster, listener: WebListener): WebService {
  return new WebService(scope, id, {
    cluster,
    listener,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    writablePaths: ['/var/cache/nginx', '/var/run'],
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
  });
}
