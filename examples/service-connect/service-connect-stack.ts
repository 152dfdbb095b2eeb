import { Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Cluster, Cpu, InternalService, WebListener, WebService } from 'cdk-ecs-stowage';

/** A storefront that calls the prices by name, through Service Connect; nobody else may. */
export class ServiceConnectStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = exampleVpc(this);
    const cluster = new Cluster(this, 'Cluster', {
      vpc, defaultCloudMapNamespace: { name: 'shop', useForServiceConnect: true },
    });
    const task = {
      cluster,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
    };

    const prices = new InternalService(this, 'Prices', task);
    const storefront = new WebService(this, 'Storefront', { ...task, listener: WebListener.http({ deletionProtection: false }) });
    storefront.connectTo(prices, 'PRICES_ADDRESS');

    acknowledgePrivateHttp(storefront);
  }
}
