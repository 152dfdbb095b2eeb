import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { isForFargateService } from './fargate-service';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { hasFargate } from '../../facts';
import { unknown } from '../model';

export const unsupportedFargateZone = templateRule({
  id: 'unsupported-fargate-zone',
  title: 'a Fargate service uses a subnet in a zone that has no Fargate',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site, subject } = view;
    const subnets = service.network && isForFargateService(view) ? declaredSubnets(service.network.subnets, site) : undefined;
    const windows =
      definition?.operatingSystemFamily.known === true && definition.operatingSystemFamily.value.toUpperCase().startsWith('WINDOWS');
    const without = (subnets ?? []).filter(({ zone }) => zone.known && !hasFargate(zone.value, windows));
    if (without.length === 0) return [];
    const named = without.map((subnet) => `${subnet.subject.constructPath} (${subnet.zone.known ? subnet.zone.value : ''})`).join(', ');
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} uses ${named}, and Fargate has no ${windows ? 'Windows' : 'capacity'} in that zone`,
        notes: ['ECS will say "(service ...) was unable to place a task. Reason: Internal error"'],
        cures: [
          siteCure(`use subnets of other zones for ${subject.constructPath}`, (model) =>
            without.reduce((changed, { id }) => changeNetwork(changed, 'subnets', id, { zone: unknown('another zone') }), model),
          ),
        ],
      },
    ];
  },
});
