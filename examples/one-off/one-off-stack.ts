import { Duration, Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledgePrivateHttp, exampleVpc } from '../network/network';
import { Cluster, Cpu, OneOffTask, WebListener, WebService } from 'cdk-ecs-stowage';

/** A service whose database is migrated before its new tasks start. When the migration fails, the old ones stay. */
export class OneOffStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = exampleVpc(this);
    const cluster = new Cluster(this, 'Cluster', { vpc });

    const api = new WebService(this, 'Api', {
      cluster,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      writablePaths: ['/var/cache/nginx', '/var/run'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      listener: WebListener.http({ deletionProtection: false }),
    });

    const migrate = new OneOffTask(this, 'Migrate', {
      cluster,
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
      command: ['sh', '-c', 'echo the schema is at version 42'],
      cpu: Cpu.vcpu(0.25),
      memory: Size.mebibytes(512),
      timeout: Duration.minutes(15),
    });
    migrate.runOnDeployment({ before: [api] });

    acknowledgePrivateHttp(api);
  }
}
