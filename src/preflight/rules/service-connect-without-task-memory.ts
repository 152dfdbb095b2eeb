import { templateRule } from './template-rule';
import { placesOf, serviceViews } from './views';
import { SERVICE_CONNECT_PROXY } from '../../facts';
import { known } from '../model';

export const serviceConnectWithoutTaskMemory = templateRule({
  id: 'service-connect-without-task-memory',
  title: 'a service on container instances uses Service Connect, and its task leaves no memory to the proxy',
  viewsOf: serviceViews,
  judge(view) {
    const { service, definition, subject } = view;
    const places = placesOf(view);
    if (!service.serviceConnect.known || !service.serviceConnect.value || !definition || definition.memoryMiB !== undefined) return [];
    if (!places.known || !places.value.every((place) => place === 'instances' || place === 'managed-instances')) return [];
    const { cpuUnits, memoryMiB } = SERVICE_CONNECT_PROXY;
    return [
      {
        severity: 'error' as const,
        summary: `${subject.constructPath} uses Service Connect, and its task definition sets no task memory`,
        notes: [`the proxy runs inside of the task and takes about ${cpuUnits} CPU units and ${memoryMiB} MiB of what the task has`],
        cures: [
          {
            text: `set Memory (memoryMiB) of ${definition.subject.constructPath} to what its containers need and ${memoryMiB} MiB more`,
            apply: (changed) => ({ ...changed, definition: changed.definition && { ...changed.definition, memoryMiB: known(512) } }),
          },
        ],
      },
    ];
  },
});
