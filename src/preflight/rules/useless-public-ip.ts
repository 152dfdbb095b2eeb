import { declaredSubnets } from './blocked-start';
import { changeService } from './change-model';
import { isForFargateService } from './fargate-service';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { known } from '../model';

export const uselessPublicIp = templateRule({
  id: 'useless-public-ip',
  title: 'tasks get public addresses in subnets without an internet gateway',
  viewsOf: siteViews,
  judge(view) {
    const { service, site } = view;
    const { network } = service;
    if (!network?.assignPublicIp.known || !network.assignPublicIp.value || !isForFargateService(view)) return [];
    const subnets = declaredSubnets(network.subnets, site);
    if (!subnets) return [];
    const shut = subnets.filter(({ wayOut }) => wayOut.known && wayOut.value !== 'internet-gateway' && wayOut.value !== 'other');
    if (shut.length === 0) return [];
    return [
      {
        severity: 'warning' as const,
        summary: `tasks of ${service.subject.constructPath} get public addresses that nothing reaches: ${shut.length} of ${subnets.length} subnets have no internet gateway`,
        evidence: [{ kind: 'text' as const, lines: shut.map(({ subject }) => subject.constructPath) }],
        notes: ['each public address is paid for, and neither outgoing nor incoming traffic of the task uses it'],
        cures: [
          siteCure(`set AssignPublicIp (assignPublicIp) of ${service.subject.constructPath} from ENABLED to DISABLED`, (model) =>
            changeService(model, service.id, { network: { ...network, assignPublicIp: known(false) } })),
        ],
      },
    ];
  },
});
