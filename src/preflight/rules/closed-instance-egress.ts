import { changeNetwork } from './change-model';
import { anyRuleLets, declaredGroups } from './firewall';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mapKnown, type InstanceGroup } from '../model';

const HTTPS = { protocol: 'tcp', from: 443, to: 443 } as const;

const groups = pieces((model): readonly InstanceGroup[] => model.capacities.filter((capacity) => capacity.kind === 'instance-group'));

export const closedInstanceEgress = templateRule({
  id: 'closed-instance-egress',
  title: 'the security groups of container instances let nothing out on port 443, so they never register',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site }) {
    const security = declaredGroups(group.securityGroups, site);
    if (!security || anyRuleLets(security, 'egress', HTTPS, () => 'yes') !== 'no') return [];
    const [first] = security;
    return [
      {
        severity: sureness(site).severity,
        summary: `the security groups of ${group.subject.constructPath} let nothing out on port 443, so its instances cannot reach ECS`,
        evidence: [{ kind: 'text' as const, lines: security.map(({ subject }) => subject.constructPath) }],
        notes: ['ECS will say "No Container Instances were found in your cluster" for as long as no instance registers', ...sureness(site).notes],
        cures: [
          groups.cure(`let ${first.subject.constructPath} out on TCP port 443 (allowAllOutbound, or addEgressRule)`, (model) =>
            changeNetwork(model, 'securityGroups', first.id, {
              egress: mapKnown(first.egress, (rules) => [
                ...rules,
                {
                  protocol: known('tcp'),
                  fromPort: known(443),
                  toPort: known(443),
                  peer: known({ kind: 'cidr' as const, cidr: '0.0.0.0/0' }),
                },
              ]),
            }),
          ),
        ],
      },
    ];
  },
});
