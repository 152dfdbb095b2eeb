import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { isForFargateService } from './fargate-service';
import { anyRuleLets, declaredGroups, peerAmong } from './firewall';
import { siteCure, siteViews, type SiteView } from './site';
import { startNeeds } from './start-needs';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mapKnown, type SecurityGroup, type VpcEndpoint } from '../model';

const HTTPS = { protocol: 'tcp', from: 443, to: 443 } as const;

export const closedEndpoint = templateRule({
  id: 'closed-endpoint',
  title: 'a VPC endpoint that tasks call at their start does not let them in',
  viewsOf: siteViews,
  judge(view) {
    const { service, site } = view;
    const tasks = declaredGroups(service.network?.securityGroups, site);
    if (!tasks) return [];
    return endpointsInUse(view).flatMap((endpoint) => {
      const groups = declaredGroups(endpoint.securityGroups, site);
      if (!groups || anyRuleLets(groups, 'ingress', HTTPS, peerAmong(tasks)) !== 'no') return [];
      return [
        {
          severity: sureness(site).severity,
          summary: `the endpoint ${endpoint.subject.constructPath} does not let tasks of ${service.subject.constructPath} in on port 443`,
          evidence: [{ kind: 'text' as const, lines: groups.map(({ subject }) => subject.constructPath) }],
          notes: [
            'private DNS sends the calls of the whole VPC to the endpoint, so a NAT gateway does not help',
            'ECS will say "ResourceInitializationError: unable to pull secrets or registry auth" or "CannotPullContainerError"',
            ...sureness(site).notes,
          ],
          cures: [
            siteCure(`let ${tasks[0].subject.constructPath} into ${groups[0].subject.constructPath} on TCP port 443`, (model) =>
              changeNetwork(model, 'securityGroups', groups[0].id, { ingress: mapKnown(groups[0].ingress, (rules) => [...rules, https(tasks[0])]) })),
          ],
        },
      ];
    });
  },
});

function https({ id }: SecurityGroup) {
  return { protocol: known('tcp'), fromPort: known(443), toPort: known(443), peer: known({ kind: 'group' as const, group: id }) };
}

/** Interface endpoints with private DNS, in the VPC of the tasks, for what the start of a Fargate task calls. */
function endpointsInUse(view: SiteView): readonly VpcEndpoint[] {
  const { service, definition, site } = view;
  if (!definition || !service.network || !isForFargateService(view)) return [];
  const called = new Set(startNeeds(definition, site).flatMap(({ endpoints }) => endpoints));
  const vpcs = new Set(declaredSubnets(service.network.subnets, site)?.flatMap(({ vpc }) => (vpc.known ? [vpc.value] : [])));
  // Beside a gateway endpoint, an interface endpoint for S3 may serve only what comes from outside of the VPC.
  if (site.network.endpoints.some(({ type, service: name }) => type.known && type.value === 'Gateway' && name.known && name.value === 's3')) called.delete('s3');
  return site.network.endpoints.filter(({ type, vpc, service: name, privateDns }) =>
    type.known && type.value === 'Interface' && vpc.known && vpcs.has(vpc.value) && name.known && called.has(name.value) && privateDns.known && privateDns.value);
}
