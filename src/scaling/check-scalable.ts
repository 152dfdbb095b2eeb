import * as ecs from 'aws-cdk-lib/aws-ecs';

/** Throws on a service without a desired count. */
export function checkScalable(service: ecs.BaseService): void {
  const resource = service.node.tryFindChild('Service');
  if (!(resource instanceof ecs.CfnService) || resource.schedulingStrategy !== 'DAEMON') return;
  throw new Error('`ecsService` of a scaler must have a desired count, ' +
    `got ${service.node.path}, a daemon, which runs once on every container instance`);
}
