import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { QUOTAS } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known, type AwsvpcConfiguration } from '../model';

export const mismatchedNetworkConfiguration = templateRule({
  id: 'mismatched-network-configuration',
  title: 'a service has a network configuration and its tasks no interface of their own, or the other way round',
  viewsOf: serviceViews,
  judge: (view) => [...byMode(view), ...byCount(view)],
});

const SOME: AwsvpcConfiguration = { subnets: known([]), securityGroups: known([]), assignPublicIp: known(false), zones: known([]), vpc: known('') };

function byMode({ service, definition, subject }: ServiceView): readonly Problem<ServiceView>[] {
  // Under another controller, each task set brings its own.
  if (!definition?.networkMode.known || !service.deploymentController.known || service.deploymentController.value === 'EXTERNAL') return [];
  const mode = definition.networkMode.value;
  if (mode === 'awsvpc' && !service.network) {
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} has no network configuration, and its tasks are in awsvpc mode`,
        notes: ['ECS will say "Network Configuration must be provided when networkMode \'awsvpc\' is specified."'],
        cures: [{
          text: `set NetworkConfiguration.AwsvpcConfiguration (vpcSubnets, securityGroups) of ${subject.constructPath}`,
          apply: (view) => ({ ...view, service: { ...view.service, network: SOME } }),
        }],
      },
    ];
  }
  if (mode === 'awsvpc' || !service.network) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} has a network configuration, and its tasks are in ${mode} mode`,
      notes: ['ECS will say "Network Configuration is not valid for the given networkMode of this task definition."'],
      cures: [{
        text: `remove NetworkConfiguration from ${subject.constructPath}, or set NetworkMode of its task definition to awsvpc`,
        apply: (view) => ({ ...view, service: { ...view.service, network: undefined } }),
      }],
    },
  ];
}

function byCount({ service, subject }: ServiceView): readonly Problem<ServiceView>[] {
  const { network } = service;
  if (!network) return [];
  const lists = [['subnets', QUOTAS.subnetsPerService.value, 'Subnets'], ['securityGroups', QUOTAS.securityGroupsPerService.value, 'SecurityGroups']] as const;
  return lists.flatMap(([key, most, name]): readonly Problem<ServiceView>[] => {
    const list = network[key];
    if (!list.known || list.value.length <= most) return [];
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} names ${number(list.value.length)} ${name}, and ECS takes ${number(most)}`,
        cures: [{
          text: `keep ${number(most)} ${name} of ${subject.constructPath}`,
          apply: (view) => ({ ...view, service: { ...view.service, network: { ...network, [key]: known(list.value.slice(0, most)) } } }),
        }],
      },
    ];
  });
}
