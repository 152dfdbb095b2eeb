import { balancedBy, networkModeOf } from './balanced-service';
import { changeBalancing } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { known } from '../model';

export const fixedHealthPort = templateRule({
  id: 'fixed-health-port',
  title: 'a target group checks a fixed port, and the tasks have dynamic host ports',
  viewsOf: siteViews,
  judge(view) {
    const { definition } = view;
    if (networkModeOf(view) !== 'bridge') return [];
    return balancedBy(view, { alternates: true }).flatMap(({ group, container }) => {
      const { port } = group.healthCheck;
      if (!port.known || !/^\d+$/.test(port.value) || !container?.portMappings.known) return [];
      const checked = Number(port.value);
      const mappings = container.portMappings.value;
      // The port may belong to another container of the task, or to something else on the instance.
      const neighbours = definition?.containers.known ? definition.containers.value : [];
      const mayAnswer = neighbours.some(
        ({ portMappings: others }) =>
          !others.known || others.value.some(({ hostPort }) => hostPort?.known === false || hostPort?.value === checked),
      );
      if (mayAnswer) return [];
      if (mappings.length === 0 || mappings.some(({ hostPort }) => hostPort && (!hostPort.known || hostPort.value !== 0))) return [];
      if (!mappings.some(({ containerPort }) => containerPort?.known && containerPort.value === checked)) return [];
      return [
        {
          severity: 'error' as const,
          summary: `${group.subject.constructPath} checks port ${checked} of the instance, and ${view.subject.constructPath} has a dynamic host port there`,
          notes: [
            `port ${checked} is the port inside the container; the instance listens on another one for each task`,
            'ECS will say "(port N) is unhealthy in target-group ... due to (reason Health checks failed)"',
          ],
          cures: [
            siteCure(`set HealthCheckPort (healthCheck.port) of ${group.subject.constructPath} from ${checked} to traffic-port`, (model) =>
              changeBalancing(model, 'targetGroups', group.id, { healthCheck: { ...group.healthCheck, port: known('traffic-port') } }),
            ),
          ],
        },
      ];
    });
  },
});
