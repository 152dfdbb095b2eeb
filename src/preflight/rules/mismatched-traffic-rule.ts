import { changeService } from './change-model';
import { siteCure, siteViews, type Site, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, mapKnown, type PlacementModel, type ServiceLoadBalancer } from '../model';

export const mismatchedTrafficRule = templateRule({
  id: 'mismatched-traffic-rule',
  title: 'a blue/green, linear or canary deployment names a listener where it moves the traffic by a rule, or the other way round',
  viewsOf: siteViews,
  judge(view) {
    const { deploymentStrategy: strategy, loadBalancers } = view.service;
    if (!strategy.known || strategy.value === 'ROLLING' || !loadBalancers.known) return [];
    return loadBalancers.value.flatMap((entry) => {
      const wrong = PROPERTIES.flatMap(([key, property]) => wrongKind(view, entry, key, property));
      return wrong.length > 0 ? wrong : [...same(view, entry), ...elsewhere(view, entry)];
    });
  },
});

const PROPERTIES = [['productionListenerRule', 'ProductionListenerRule'], ['testListenerRule', 'TestListenerRule']] as const;

type Key = (typeof PROPERTIES)[number][0];
type Kind = 'listener' | 'rule';

function wrongKind(view: SiteView, entry: ServiceLoadBalancer, key: Key, property: string): readonly Problem<SiteView>[] {
  const { site, subject } = view;
  const named = entry.trafficShift?.[key];
  const protocol = protocolOf(entry, site);
  if (!named?.known || protocol === undefined) return [];
  const wanted: Kind = /^HTTPS?$/.test(protocol) ? 'rule' : 'listener';
  const found = kindOf(named.value, site);
  if (found === undefined || found.kind === wanted) return [];
  const what = wanted === 'rule' ? 'a listener rule' : 'the listener itself';
  return [
    {
      severity: 'error',
      summary: `${property} of ${subject.constructPath} is the ${found.kind === 'rule' ? 'listener rule' : 'listener'} ${found.name}, and a target group of protocol ${protocol} takes ${what}`,
      notes: [wanted === 'rule' ? 'an Application Load Balancer moves the traffic of one rule; its default action is a rule of its own, with an ARN that no template tells'
        : 'a Network Load Balancer has no rules'],
      cures: [
        siteCure(`set ${property} of ${subject.constructPath} to ${wanted === 'rule' ? `a rule of ${found.name}` : 'the ARN of its listener'}`, (model) =>
          withShift(model, view, entry, key, `another ${wanted}`)),
      ],
    },
  ];
}

function withShift(model: PlacementModel, { service }: SiteView, entry: ServiceLoadBalancer, key: Key, value: string | undefined): PlacementModel {
  return changeService(model, service.id, {
    loadBalancers: mapKnown(service.loadBalancers, (all) => all.map((one) =>
      (one === entry ? { ...one, trafficShift: { ...one.trafficShift, [key]: value === undefined ? undefined : known(value) } } : one))),
  });
}

function protocolOf(entry: ServiceLoadBalancer, site: Site): string | undefined {
  const group = entry.targetGroup?.known ? site.targetGroups.get(entry.targetGroup.value) : undefined;
  const protocol = group?.protocol.known ? group.protocol.value.toUpperCase() : undefined;
  return protocol !== undefined && /^(HTTPS?|TCP|TLS|UDP|TCP_UDP)$/.test(protocol) ? protocol : undefined;
}

/** By what it refers to, or by its ARN; undefined where neither tells. */
function kindOf(named: string, site: Site): { readonly kind: Kind; readonly name: string } | undefined {
  const listener = site.listeners.get(named);
  if (listener) return { kind: 'listener', name: listener.subject.constructPath };
  const rule = site.loadBalancing.rules.find(({ id }) => id === named);
  if (rule) return { kind: 'rule', name: rule.subject.constructPath };
  const arn = /^arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*:(listener|listener-rule)\//.exec(named);
  return arn ? { kind: arn[1] === 'listener' ? 'listener' : 'rule', name: named } : undefined;
}

function same(view: SiteView, entry: ServiceLoadBalancer): readonly Problem<SiteView>[] {
  const { productionListenerRule: production, testListenerRule: test } = entry.trafficShift ?? {};
  if (!production?.known || !test?.known || production.value !== test.value || kindOf(test.value, view.site) === undefined) return [];
  return [
    {
      severity: 'error',
      summary: `ProductionListenerRule and TestListenerRule of ${view.subject.constructPath} are the same, so test traffic is production traffic`,
      cures: [siteCure(`make another rule for test traffic, or remove TestListenerRule of ${view.subject.constructPath}`, (model) => withShift(model, view, entry, 'testListenerRule', undefined))],
    },
  ];
}

/** A rule that sends to neither of the two groups has no traffic of the service to move. */
function elsewhere(view: SiteView, entry: ServiceLoadBalancer): readonly Problem<SiteView>[] {
  const { site, subject } = view;
  const { productionListenerRule: production, alternateTargetGroup: alternate } = entry.trafficShift ?? {};
  if (!production?.known || !entry.targetGroup?.known || !alternate?.known) return [];
  const own = [entry.targetGroup.value, alternate.value];
  const rule = [...site.loadBalancing.rules, ...site.loadBalancing.listeners].find(({ id }) => id === production.value);
  if (!rule?.forwardsTo.known || rule.forwardsTo.value.some((target) => !target.known || own.includes(target.value))) return [];
  return [
    {
      severity: 'warning',
      summary: `${rule.subject.constructPath}, the ProductionListenerRule of ${subject.constructPath}, forwards to neither of its target groups`,
      cures: [
        siteCure(`let ${rule.subject.constructPath} forward to the target group of ${subject.constructPath}, with weight 100, and to the alternate one, with weight 0`, (model) => ({
          ...model,
          loadBalancing: {
            ...site.loadBalancing,
            rules: site.loadBalancing.rules.map((one) => (one === rule ? { ...one, forwardsTo: known(own.map((id) => known(id))) } : one)),
            listeners: site.loadBalancing.listeners.map((one) => (one === rule ? { ...one, forwardsTo: known(own.map((id) => known(id))) } : one)),
          },
        })),
      ],
    },
  ];
}
