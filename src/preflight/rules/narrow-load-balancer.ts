import { changeBalancing } from './change-model';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { known, type LoadBalancer } from '../model';

const balancers = pieces<LoadBalancer>((model) => model.loadBalancing?.loadBalancers);

export const narrowLoadBalancer = templateRule({
  id: 'narrow-load-balancer',
  title: 'an Application Load Balancer has fewer than two zones, which Elastic Load Balancing refuses',
  viewsOf: balancers.viewsOf,
  judge({ piece: balancer }) {
    const { type, subnets, zones, subject } = balancer;
    if (!type.known || type.value !== 'application' || !subnets.known || subnets.value.length === 0) return [];
    const one = subnets.value.length === 1 || (zones.known && zones.value.length === 1);
    if (!one) return [];
    return [
      {
        // Outposts and Local Zones are the exception, which the template does not tell.
        severity: 'warning' as const,
        summary: `${subject.constructPath} has ${subnets.value.length === 1 ? 'one subnet' : 'subnets of one zone'}, and an Application Load Balancer needs two zones`,
        notes: ['Elastic Load Balancing will say "At least two subnets in two different Availability Zones must be specified"'],
        cures: [
          balancers.cure(`give ${subject.constructPath} a subnet of another zone`, (model) => changeBalancing(model, 'loadBalancers', balancer.id, {
            subnets: known([...subnets.value, known('another')]), zones: known([...(zones.known ? zones.value : []), 'another']),
          })),
        ],
      },
    ];
  },
});
