import { networkModeOf } from './balanced-service';
import { changeNetwork } from './change-model';
import { anyRuleLets, declaredGroups } from './firewall';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mapKnown, type RulePeer } from '../model';

export const closedToLattice = templateRule({
  id: 'closed-to-lattice',
  title: 'security groups keep VPC Lattice from its tasks, so no target turns healthy',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site, subject } = view;
    const groups = networkModeOf(view) === 'awsvpc' ? declaredGroups(service.network?.securityGroups, site) : undefined;
    if (!groups || !service.latticeTargets?.known || !definition?.containers.known) return [];
    const mappings = definition.containers.value.flatMap(({ portMappings }) => (portMappings.known ? portMappings.value : []));
    return service.latticeTargets.value.flatMap(({ portName }) => {
      const port = mappings.find(({ name }) => portName?.known && name?.known && name.value === portName.value)?.containerPort;
      if (!port?.known || anyRuleLets(groups, 'ingress', { protocol: 'tcp', from: port.value, to: port.value }, latticePeer) !== 'no') return [];
      const [group] = groups;
      return [
        {
          severity: 'warning' as const,
          summary: `no rule of the security groups of ${subject.constructPath} lets VPC Lattice in on port ${port.value}`,
          evidence: [{ kind: 'text' as const, lines: groups.map((one) => one.subject.constructPath) }],
          notes: ['VPC Lattice comes from the addresses of its managed prefix list, which rules that name groups do not match',
            'ECS will say "VPC_LATTICE_TARGET_UNHEALTHY"', ...sureness(site).notes],
          cures: [
            siteCure(`let the prefix list com.amazonaws.REGION.vpc-lattice into ${group.subject.constructPath} on port ${port.value}`, (model) =>
              changeNetwork(model, 'securityGroups', group.id, {
                ingress: mapKnown(group.ingress, (rules) => [
                  ...rules,
                  { protocol: known('tcp'), fromPort: known(port.value), toPort: known(port.value), peer: known({ kind: 'prefix-list' as const, prefixList: 'vpc-lattice' }) },
                ]),
              })),
          ],
        },
      ];
    });
  },
});

/** Its managed prefix list, or any range, which may hold its addresses. */
function latticePeer(peer: RulePeer): 'yes' | 'no' | 'unknown' {
  return peer.kind === 'group' ? 'no' : peer.kind === 'prefix-list' ? 'yes' : 'unknown';
}
