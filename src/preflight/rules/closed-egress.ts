import { changeNetwork } from './change-model';
import { isForFargateService } from './fargate-service';
import { anyRuleLets, declaredGroups } from './firewall';
import { siteCure, siteViews } from './site';
import { startNeeds } from './start-needs';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mapKnown } from '../model';

const HTTPS = { protocol: 'tcp', from: 443, to: 443 } as const;

export const closedEgress = templateRule({
  id: 'closed-egress',
  title: 'the security groups of a Fargate task let nothing out on port 443, which its start needs',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site } = view;
    if (!definition || !isForFargateService(view)) return [];
    const needs = [...new Set(startNeeds(definition, site).map(({ what }) => what))];
    const groups = declaredGroups(service.network?.securityGroups, site);
    if (needs.length === 0 || !groups || anyRuleLets(groups, 'egress', HTTPS, () => 'yes') !== 'no') return [];
    const [first] = groups;
    return [
      {
        severity: sureness(site).severity,
        summary: `the security groups of ${service.subject.constructPath} let nothing out on port 443, so ${needs.join(', ')} cannot be reached`,
        evidence: [{ kind: 'text' as const, lines: groups.map(({ subject }) => subject.constructPath) }],
        notes: ['ECS will say "ResourceInitializationError: unable to pull secrets or registry auth" or "CannotPullContainerError"', ...sureness(site).notes],
        cures: [
          siteCure(`let ${first.subject.constructPath} out on TCP port 443 (allowAllOutbound, or addEgressRule)`, (model) =>
            changeNetwork(model, 'securityGroups', first.id, {
              egress: mapKnown(first.egress, (rules) => [...rules, {
                protocol: known('tcp'), fromPort: known(443), toPort: known(443), peer: known({ kind: 'cidr' as const, cidr: '0.0.0.0/0' }),
              }]),
            })),
        ],
      },
    ];
  },
});
