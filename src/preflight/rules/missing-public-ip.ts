import { blockedStart } from './blocked-start';
import { changeService } from './change-model';
import { needsText, table, withNat } from './no-way-out';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { known } from '../model';

export const missingPublicIp = templateRule({
  id: 'missing-public-ip',
  title: 'Fargate tasks run in public subnets without a public address, and nothing else leads out',
  viewsOf: siteViews,
  judge(view) {
    const start = blockedStart(view);
    const blocked = start?.blocked.filter(({ way }) => way === 'needs-public-ip') ?? [];
    const { service } = view;
    const network = service.network;
    if (!start || blocked.length === 0 || !network) return [];
    const subnets = [...new Set(blocked.map(({ subnet }) => subnet))];
    return [
      {
        severity: start.certain ? 'error' as const : 'warning' as const,
        summary: `tasks of ${service.subject.constructPath} have no public address in a public subnet, and cannot reach ${needsText(blocked)}`,
        evidence: [table(blocked, view.site)],
        notes: [
          'an internet gateway carries only what has a public address',
          'ECS will say "ResourceInitializationError: unable to pull secrets or registry auth" or "CannotPullContainerError"',
        ],
        cures: [
          siteCure(`set AssignPublicIp (assignPublicIp) of ${service.subject.constructPath} from DISABLED to ENABLED`, (model) =>
            changeService(model, service.id, { network: { ...network, assignPublicIp: known(true) } })),
          siteCure('run the tasks in subnets with a NAT gateway (SubnetType.PRIVATE_WITH_EGRESS)', (model) => withNat(model, subnets)),
        ],
      },
    ];
  },
});
