import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { pieces, type PieceView, type Site } from './site';
import { templateRule } from './template-rule';
import { known, type InstanceGroup, type PlacementModel, type Subnet, type VpcEndpoint } from '../model';

const AGENT: readonly string[] = ['ecs', 'ecs-agent', 'ecs-telemetry'];

const groups = pieces<InstanceGroup>((model: PlacementModel) =>
  model.capacities.filter((capacity): capacity is InstanceGroup => capacity.kind === 'instance-group'),
);

export const unnamedAgentEndpoint = templateRule<PieceView<InstanceGroup>>({
  id: 'unnamed-agent-endpoint',
  title: 'the only way of instances to ECS is an endpoint whose private DNS is off',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site, subject }) {
    const subnets = declaredSubnets(group.subnets, site);
    // A setting of the agent may name the endpoint by its own address.
    if (!subnets?.every(({ wayOut }) => wayOut.known && wayOut.value === 'none') || 'ECS_BACKEND_HOST' in group.agent.settings) return [];
    return onlyOnes(subnets, site).map((endpoint) => ({
      severity: 'warning' as const,
      summary: `instances of ${subject.constructPath} do not find ${nameOf(endpoint)} behind ${endpoint.subject.constructPath}, whose private DNS is off`,
      notes: [
        'the agent calls ECS by its public name, and the subnets of the instances do not lead there',
        'a private hosted zone with the name would do as well; the preflight does not read those',
      ],
      cures: [
        groups.cure(`set PrivateDnsEnabled (privateDnsEnabled) of ${endpoint.subject.constructPath} from false to true`, (model) =>
          changeNetwork(model, 'endpoints', endpoint.id, { privateDns: known(true) }),
        ),
      ],
    }));
  },
});

function onlyOnes(subnets: readonly Subnet[], { network }: Site): readonly VpcEndpoint[] {
  const vpcs = subnets.flatMap(({ vpc }) => (vpc.known ? [vpc.value] : []));
  const near = network.endpoints.filter(
    ({ vpc, service }) => vpc.known && vpcs.includes(vpc.value) && service.known && AGENT.includes(service.value),
  );
  return near.filter((endpoint) => isOff(endpoint) && near.every((other) => nameOf(other) !== nameOf(endpoint) || isOff(other)));
}

function isOff({ privateDns }: VpcEndpoint): boolean {
  return privateDns.known && !privateDns.value;
}

function nameOf({ service }: VpcEndpoint): string {
  return service.known ? service.value : '';
}
