import { templateRule, type Problem } from './template-rule';
import { placesOf, serviceViews, type ServiceView } from './views';
import { SERVICE_CONNECT_PROXY } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known, type TaskDefinition } from '../model';

export const serviceConnectWithoutTaskMemory = templateRule({
  id: 'service-connect-without-task-memory',
  title: 'a service uses Service Connect, and its task leaves no memory to the proxy',
  viewsOf: serviceViews,
  judge(view) {
    const { service, definition } = view;
    if (!service.serviceConnect.known || !service.serviceConnect.value || !definition) return [];
    return definition.memoryMiB === undefined ? noTaskMemory(view, definition) : allTaken(view, definition);
  },
});

function noTaskMemory(view: ServiceView, definition: TaskDefinition): readonly Problem<ServiceView>[] {
  const places = placesOf(view);
  if (!places.known || !places.value.every((place) => place === 'instances' || place === 'managed-instances')) return [];
  const { cpuUnits, memoryMiB } = SERVICE_CONNECT_PROXY;
  return [
    {
      severity: 'error',
      summary: `${view.subject.constructPath} uses Service Connect, and its task definition sets no task memory`,
      notes: [`the proxy runs inside of the task and takes about ${cpuUnits} CPU units and ${memoryMiB} MiB of what the task has`],
      cures: [withMemory(definition, `set Memory (memoryMiB) of ${definition.subject.constructPath} to what its containers need and ${memoryMiB} MiB more`, 512)],
    },
  ];
}

/** A limit alone says what a container may take at most; a reservation says what it is meant to have. */
function allTaken(view: ServiceView, definition: TaskDefinition): readonly Problem<ServiceView>[] {
  const { memoryMiB: task, containers } = definition;
  if (!task?.known || !containers.known) return [];
  const shares = containers.value.flatMap(({ memoryReservationMiB }) => memoryReservationMiB ?? []);
  if (shares.length === 0 || shares.some((share) => !share.known)) return [];
  const taken = shares.reduce((sum, share) => sum + (share.known ? share.value : 0), 0);
  const left = task.value - taken;
  const { memoryMiB } = SERVICE_CONNECT_PROXY;
  // More than the task has is told by another rule.
  if (left < 0 || left >= memoryMiB) return [];
  const needed = taken + memoryMiB;
  return [
    {
      severity: 'warning',
      summary: `${view.subject.constructPath} uses Service Connect, and its containers reserve all but ${number(left)} of ${number(task.value)} MiB, which is what the proxy has`,
      notes: [`the proxy takes about ${memoryMiB} MiB of what the task has; where it is stopped for memory, the task ends with it`],
      cures: [withMemory(definition, `set Memory (memoryMiB) of ${definition.subject.constructPath} from ${number(task.value)} to at least ${number(needed)}`, needed)],
    },
  ];
}

function withMemory(definition: TaskDefinition, text: string, memory: number) {
  return { text, apply: (view: ServiceView): ServiceView => ({ ...view, definition: { ...definition, memoryMiB: known(memory) } }) };
}
