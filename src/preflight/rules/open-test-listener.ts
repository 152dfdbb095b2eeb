import { changeNetwork } from './change-model';
import { declaredGroups } from './firewall';
import { siteCure, siteViews, type Site, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { mapKnown, type Listener, type SecurityGroupRule, type ServiceLoadBalancer } from '../model';

export const openTestListener = templateRule({
  id: 'open-test-listener',
  title: 'the listener for test traffic is open to the internet, and with it every release before it was tested',
  viewsOf: siteViews,
  judge(view) {
    const { loadBalancers, deploymentStrategy: strategy } = view.service;
    if (!loadBalancers.known || !strategy.known || strategy.value === 'ROLLING') return [];
    return loadBalancers.value.flatMap((entry) => judgeEntry(view, entry));
  },
});

function judgeEntry(view: SiteView, { trafficShift }: ServiceLoadBalancer): readonly Problem<SiteView>[] {
  const { site, subject } = view;
  const test = listenerOf(trafficShift?.testListenerRule, site);
  const production = listenerOf(trafficShift?.productionListenerRule, site);
  // On one listener it is a header or a path that tells them apart, which is not for a security group to close.
  if (!test?.port.known || !production || test === production) return [];
  const balancer = test.loadBalancer.known ? site.loadBalancers.get(test.loadBalancer.value) : undefined;
  const groups = balancer?.internetFacing.known && balancer.internetFacing.value ? declaredGroups(balancer.securityGroups, site) : undefined;
  const port = test.port.value;
  return (groups ?? []).flatMap((group): readonly Problem<SiteView>[] => {
    if (!group.ingress.known || !group.ingress.value.some((rule) => opens(rule, port))) return [];
    return [
      {
        severity: 'warning',
        summary: `${test.subject.constructPath}, where ${subject.constructPath} is tested before its traffic moves, is open to the internet on port ${port}`,
        notes: ['whoever knows the port sees each release before the hooks have tested it; a listener of aws-cdk-lib is open unless it says open: false'],
        cures: [
          siteCure(`let only those who test into ${group.subject.constructPath} on port ${port} (open: false of ${test.subject.constructPath})`, (model) =>
            changeNetwork(model, 'securityGroups', group.id, { ingress: mapKnown(group.ingress, (rules) => rules.filter((rule) => !opens(rule, port))) })),
        ],
      },
    ];
  });
}

/** The listener that a rule belongs to, or that is named itself. */
function listenerOf(named: { readonly known: boolean; readonly value?: string } | undefined, site: Site): Listener | undefined {
  if (!named?.known || named.value === undefined) return undefined;
  const { value } = named;
  const rule = site.loadBalancing.rules.find(({ id }) => id === value);
  return site.listeners.get(value) ?? (rule?.listener.known ? site.listeners.get(rule.listener.value) : undefined);
}

function opens({ peer, protocol, fromPort, toPort }: SecurityGroupRule, port: number): boolean {
  if (!peer.known || peer.value.kind !== 'cidr' || !/^(0\.0\.0\.0|::)\/0$/.test(peer.value.cidr) || !protocol.known) return false;
  if (protocol.value === '-1') return true;
  return protocol.value === 'tcp' && fromPort?.known === true && fromPort.value <= port && (toPort === undefined || (toPort.known && toPort.value >= port));
}
