import { serviceCure } from './service-change';
import { templateRule } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known } from '../model';

export const externalConflict = templateRule({
  id: 'external-conflict',
  title: 'a service on external instances uses what only AWS capacity has',
  viewsOf: serviceViews,
  judge(view) {
    const { launchType } = view.service;
    if (!launchType?.known || launchType.value !== 'EXTERNAL') return [];
    const found = conflicts(view);
    return found.length === 0 ? [] : [
      {
        severity: 'error' as const,
        summary: `${view.subject.constructPath} runs on external instances, which have no ${found.join(', no ')}`,
        cures: [serviceCure(`remove them from ${view.subject.constructPath}, or run it on EC2 or Fargate`, {
          loadBalancers: known([]), serviceRegistries: undefined, serviceConnect: known(false), volumeConfigurations: undefined, launchType: known('EC2'),
        })],
      },
    ];
  },
});

function conflicts({ service, definition }: ServiceView): readonly string[] {
  const { loadBalancers, serviceRegistries, serviceConnect, volumeConfigurations: volumes } = service;
  const efs = definition?.volumes.known === true && definition.volumes.value.some(({ kind }) => kind === 'efs');
  return [
    ...(loadBalancers.known && loadBalancers.value.length > 0 ? ['load balancing'] : []),
    ...(serviceRegistries?.known && serviceRegistries.value.length > 0 ? ['service discovery'] : []),
    ...(serviceConnect.known && serviceConnect.value ? ['Service Connect'] : []),
    ...(volumes?.known && volumes.value.length > 0 ? ['EBS volumes'] : []), ...(efs ? ['EFS volumes'] : []),
  ];
}
