import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { isForFargateService } from './fargate-service';
import { siteCure, siteViews, type SiteView } from './site';
import { startNeeds } from './start-needs';
import { templateRule } from './template-rule';
import { known, type VpcEndpoint } from '../model';

export const endpointWithoutPrivateDns = templateRule({
  id: 'endpoint-without-private-dns',
  title: 'the only way to a service that tasks call is an endpoint whose private DNS is off',
  viewsOf: siteViews,
  judge: (view) =>
    onlyWays(view).map((endpoint) => ({
      severity: 'warning' as const,
      summary: `tasks of ${view.subject.constructPath} do not find ${nameOf(endpoint)} behind ${endpoint.subject.constructPath}, whose private DNS is off`,
      notes: [
        'without private DNS the name of the service leads to its public addresses, and the subnets of the tasks do not lead there',
        'a private hosted zone with the name would do as well; the preflight does not read those',
      ],
      cures: [
        siteCure(`set PrivateDnsEnabled (privateDnsEnabled) of ${endpoint.subject.constructPath} from false to true`, (model) =>
          changeNetwork(model, 'endpoints', endpoint.id, { privateDns: known(true) }),
        ),
      ],
    })),
});

/** Endpoints without private DNS for what the start calls, from subnets that lead nowhere and have no better endpoint. */
function onlyWays(view: SiteView): readonly VpcEndpoint[] {
  const { service, definition, site } = view;
  const subnets = service.network && isForFargateService(view) ? declaredSubnets(service.network.subnets, site) : undefined;
  if (!subnets || !definition || !subnets.every(({ wayOut }) => wayOut.known && wayOut.value === 'none')) return [];
  const vpcs = new Set(subnets.flatMap(({ vpc }) => (vpc.known ? [vpc.value] : [])));
  const called = new Set(startNeeds(definition, site).flatMap(({ endpoints }) => endpoints));
  const near = site.network.endpoints.filter(
    ({ type, vpc, service: name }) =>
      type.known && type.value === 'Interface' && vpc.known && vpcs.has(vpc.value) && name.known && called.has(name.value),
  );
  return near.filter((endpoint) => isOff(endpoint) && near.every((other) => nameOf(other) !== nameOf(endpoint) || isOff(other)));
}

function isOff({ privateDns }: VpcEndpoint): boolean {
  return privateDns.known && !privateDns.value;
}

function nameOf({ service }: VpcEndpoint): string {
  return service.known ? service.value : '';
}
