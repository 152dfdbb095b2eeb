import { changeBalancing } from './change-model';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { known, type LoadBalancer } from '../model';

const balancers = pieces<LoadBalancer>((model) => model.loadBalancing?.loadBalancers);

export const plainHttpListener = templateRule({
  id: 'plain-http-listener',
  title: 'a load balancer faces the internet and speaks HTTP only',
  viewsOf: balancers.viewsOf,
  judge({ piece: balancer, site }) {
    const { internetFacing, type, subject, id } = balancer;
    if (!internetFacing.known || !internetFacing.value || !type.known || type.value !== 'application') return [];
    const listeners = site.loadBalancing.listeners.filter(({ loadBalancer }) => !loadBalancer.known || loadBalancer.value === id);
    // Only listeners whose protocol is told, and only where one of them sends to tasks: a redirect to HTTPS is what one wants.
    if (
      listeners.length === 0 ||
      !listeners.every(({ protocol, loadBalancer }) => loadBalancer.known && protocol.known && protocol.value.toUpperCase() === 'HTTP')
    ) {return [];}
    return [
      {
        severity: 'warning' as const,
        summary: `${subject.constructPath} faces the internet and has no HTTPS listener`,
        evidence: [{ kind: 'text' as const, lines: listeners.map((listener) => listener.subject.constructPath) }],
        notes: ['a CloudFront distribution or another proxy in front of it may speak HTTPS; the preflight does not read those'],
        cures: [
          balancers.cure(
            `add an HTTPS listener with a certificate to ${subject.constructPath}, and let the HTTP listener redirect to it`,
            (model) => changeBalancing(model, 'listeners', listeners[0].id, { protocol: known('HTTPS') }),
          ),
        ],
      },
    ];
  },
});
