import { networkModeOf } from './balanced-service';
import { changeNetwork } from './change-model';
import { anyRuleLets, declaredGroups, peerAmong } from './firewall';
import { namespaceOf, offersOf, variableFor, type Offer } from './service-connect-offers';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mapKnown, type PlacementModel, type SecurityGroup, type TaskDefinition } from '../model';

export const closedServiceConnectPort = templateRule({
  id: 'closed-service-connect-port',
  title: 'security groups keep the clients of a Service Connect service from its port',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site } = view;
    const namespace = namespaceOf(view);
    const groups = networkModeOf(view) === 'awsvpc' ? declaredGroups(service.network?.securityGroups, site) : undefined;
    if (namespace === undefined || !groups) return [];
    const clients = clientsIn(namespace, view);
    return offersOf(service, definition).flatMap((offer) => judgeOffer(view, offer, groups, clients));
  },
});

interface Client {
  readonly path: string;
  readonly definition?: TaskDefinition;
  /** Undefined where one of its groups is not part of the input. */
  readonly groups?: readonly SecurityGroup[];
}

/** The other services of the namespace, each of which may call. */
function clientsIn(namespace: string, { service, site: { model }, site }: SiteView): readonly Client[] {
  return membersOf(model, namespace).filter(({ id }) => id !== service.id).map(({ subject, network, taskDefinition }) => ({
    path: subject.constructPath,
    definition: model.taskDefinitions.find(({ id }) => taskDefinition.known && id === taskDefinition.value),
    groups: declaredGroups(network?.securityGroups, site),
  }));
}

function membersOf({ services, clusters }: PlacementModel, namespace: string) {
  return services.filter((service) =>
    namespaceOf({ service, cluster: clusters.find(({ id }) => service.cluster.known && id === service.cluster.value) }) === namespace);
}

function judgeOffer(view: SiteView, offer: Offer, groups: readonly SecurityGroup[], clients: readonly Client[]): readonly Problem<SiteView>[] {
  const { ingressPort: port } = offer;
  if (port === undefined) return [];
  const shut = ({ groups: from }: Client) =>
    from !== undefined && anyRuleLets(groups, 'ingress', { protocol: 'tcp', from: port, to: port }, peerAmong(from)) === 'no';
  const callers = clients.flatMap((client) => {
    const variable = variableFor(offer, client.definition);
    return variable === undefined ? [] : [{ client, variable }];
  });
  const stopped = callers.filter(({ client }) => shut(client));
  if (stopped.length > 0) {
    const [{ client, variable }] = stopped;
    const more = stopped.length > 1 ? ` and ${stopped.length - 1} more` : '';
    return [problem(view, port, groups, client, `${client.path}${more}, told so by ${variable}`)];
  }
  // Who calls is not told, so only what shuts out everybody is a mistake, unless a load balancer is the way in.
  if (callers.length > 0 || clients.length === 0 || !clients.every(shut) || balanced(view)) return [];
  const who = clients.length === 1 ? `${clients[0].path}, the only other service of its namespace` : `any of the ${clients.length} other services of its namespace`;
  return [problem(view, port, groups, clients[0], who)];
}

function balanced({ service: { loadBalancers } }: SiteView): boolean {
  return !loadBalancers.known || loadBalancers.value.length > 0;
}

function problem(view: SiteView, port: number, groups: readonly SecurityGroup[], client: Client, who: string): Problem<SiteView> {
  const { subject, site } = view;
  const [own] = groups;
  const from = client.groups?.[0];
  return {
    severity: 'warning',
    summary: `no rule of the security groups of ${subject.constructPath} lets in ${who}, on port ${port}`,
    evidence: [{ kind: 'text', lines: groups.map((group) => group.subject.constructPath) }],
    notes: ['the proxy of the client connects to the task itself; calls end with 503 after a timeout, while every task stays healthy', ...sureness(site).notes],
    cures: from ? [
      siteCure(`let ${from.subject.constructPath} into ${own.subject.constructPath} on port ${port}`, (model) =>
        changeNetwork(model, 'securityGroups', own.id, {
          ingress: mapKnown(own.ingress, (rules) => [
            ...rules,
            ...[...new Set((view.site.network.securityGroups).filter((group) => client.groups?.includes(group)))].map((group) => ({
              protocol: known('tcp'), fromPort: known(port), toPort: known(port), peer: known({ kind: 'group' as const, group: group.id }),
            })),
          ]),
        })),
    ] : [],
  };
}
