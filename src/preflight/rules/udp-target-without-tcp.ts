import { balancedBy, networkModeOf, type Balanced } from './balanced-service';
import { changeContainers } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, mapKnown, type PortMapping } from '../model';

export const udpTargetWithoutTcp = templateRule({
  id: 'udp-target-without-tcp',
  title: 'a target group for UDP checks health over TCP, and the task has no such port',
  viewsOf: siteViews,
  judge: (view) => balancedBy(view).flatMap((balanced) => judgeGroup(view, balanced)),
});

function judgeGroup(view: SiteView, { group, entry, mapping }: Balanced): readonly Problem<SiteView>[] {
  const { definition, subject } = view;
  const { protocol, port: checked } = group.healthCheck;
  if (!group.protocol.known || !/^(UDP|QUIC)$/i.test(group.protocol.value) || !checked.known || !definition?.containers.known) return [];
  const port = checked.value === 'traffic-port' ? entry.containerPort : known(Number(checked.value));
  const lists = definition.containers.value.map(({ portMappings }) => portMappings);
  const mode = networkModeOf(view);
  if (!port.known || mapping === undefined || lists.some((list) => !list.known) || mode === undefined || mode === 'none') return [];
  const mappings = lists.flatMap((list) => (list.known ? list.value : []));
  if (mappings.some((one) => answers(one, port.value, mode))) return [];
  const how = protocol.known ? protocol.value.toUpperCase() : 'TCP';
  return [
    {
      severity: 'warning',
      summary: `${group.subject.constructPath} checks health over ${how} on port ${port.value}, and ${definition.subject.constructPath} maps no such port on tcp`,
      notes: ['a Network Load Balancer cannot check over UDP; a target that answers on UDP only never turns healthy',
        `ECS will say "(service ${subject.logicalId}) is unhealthy in (target-group ...)"`],
      cures: [
        siteCure(`answer on tcp as well, and map port ${port.value} of ${definition.subject.constructPath} on tcp, or set HealthCheckPort to a port that is`, (model) =>
          changeContainers(model, definition.id, (container) => ({
            ...container, portMappings: mapKnown(container.portMappings, (all) => [...all, { containerPort: port, hostPort: port, protocol: known('tcp' as const) }]),
          }))),
      ],
    },
  ];
}

/** In bridge mode a fixed port of the check is one of the instance. */
function answers({ containerPort, hostPort, protocol, containerPortRange }: PortMapping, port: number, mode: string): boolean {
  if (protocol.known && protocol.value !== 'tcp') return false;
  const ports = mode === 'bridge' ? [containerPort, hostPort] : [containerPort];
  return containerPortRange !== undefined || ports.some((one) => one !== undefined && (!one.known || one.value === port));
}
