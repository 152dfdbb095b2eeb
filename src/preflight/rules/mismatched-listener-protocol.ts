import { changeBalancing } from './change-model';
import { forwardersTo } from './forwarders';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { known, type TargetGroup } from '../model';

const groups = pieces<TargetGroup>((model) => model.loadBalancing?.targetGroups);

export const mismatchedListenerProtocol = templateRule({
  id: 'mismatched-listener-protocol',
  title: 'a listener sends to a target group whose protocol it cannot carry',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site }) {
    const { protocol, protocolVersion, subject } = group;
    return forwardersTo(group.id, site).flatMap((sender) => {
      const listener = sender.listener === undefined ? undefined : site.listeners.get(sender.listener);
      if (!listener?.protocol.known) return [];
      const from = listener.protocol.value.toUpperCase();
      if (protocolVersion.known && /^(GRPC|HTTP2)$/i.test(protocolVersion.value) && from === 'HTTP') {
        const version = protocolVersion.value.toUpperCase();
        return [
          {
            severity: 'error' as const,
            summary: `${listener.subject.constructPath} is an HTTP listener and sends to ${subject.constructPath}, whose protocol version is ${version}`,
            notes: [`Elastic Load Balancing will say "Listener protocol 'HTTP' is not supported with a target group with the protocol-version '${version}'"`],
            cures: [groups.cure(`give ${listener.subject.constructPath} a certificate and the protocol HTTPS`, (model) =>
              changeBalancing(model, 'listeners', listener.id, { protocol: known('HTTPS'), hasCertificate: known(true) }))],
          },
        ];
      }
      const allowed = NETWORK[from];
      const to = protocol.known ? protocol.value.toUpperCase() : undefined;
      if (!allowed || to === undefined || allowed.includes(to)) return [];
      return [
        {
          severity: 'error' as const,
          summary: `${listener.subject.constructPath} is a ${from} listener and sends to ${subject.constructPath}, whose protocol is ${to}`,
          notes: [`a ${from} listener of a Network Load Balancer sends to target groups of ${allowed.join(' or ')}`],
          cures: [groups.cure(`set Protocol of ${subject.constructPath} from ${to} to ${allowed[0]}`, (model) =>
            changeBalancing(model, 'targetGroups', group.id, { protocol: known(allowed[0]) }))],
        },
      ];
    });
  },
});

/** Target group protocols of the listeners of Network Load Balancers. */
const NETWORK: Readonly<Record<string, readonly string[] | undefined>> = {
  TCP: ['TCP', 'TCP_UDP'], TLS: ['TLS', 'TCP'], UDP: ['UDP', 'TCP_UDP'], TCP_UDP: ['TCP_UDP'],
};
