import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, mapKnown, type ContainerDefinition, type PortMapping, type TaskDefinition } from '../model';

/** The container that Express Mode sends requests to. */
const MAIN = 'Main';

export const incompleteExpressService = templateRule({
  id: 'incomplete-express-service',
  title: 'the task definition of an express service has no container Main with one port, or is not the only one that says so',
  viewsOf: serviceViews,
  judge(view) {
    const { service: { express }, definition } = view;
    if (!express) return [];
    const own = definition && definition.madeFor === undefined ? [...fargate(view, definition), ...main(view, definition)] : [];
    return [...twice(view, express.besideTaskDefinition ?? []), ...own];
  },
});

function twice({ service, subject }: ServiceView, properties: readonly string[]): readonly Problem<ServiceView>[] {
  if (properties.length === 0) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} has a TaskDefinitionArn and ${properties.join(', ')}, which the task definition says`,
      cures: [
        serviceCure(`remove ${properties.join(', ')} from ${subject.constructPath}, or its TaskDefinitionArn`, {
          express: service.express && { ...service.express, besideTaskDefinition: undefined },
        }),
      ],
    },
  ];
}

function changed(text: string, change: (definition: TaskDefinition) => TaskDefinition) {
  return { text, apply: (view: ServiceView): ServiceView => ({ ...view, definition: view.definition && change(view.definition) }) };
}

function fargate({ subject }: ServiceView, definition: TaskDefinition): readonly Problem<ServiceView>[] {
  const asked = definition.requiresCompatibilities;
  if (!asked.known || asked.value.includes('FARGATE')) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} runs on Fargate, and ${definition.subject.constructPath} is not registered for it`,
      cures: [changed(`add FARGATE to RequiresCompatibilities of ${definition.subject.constructPath}`, (one) => ({ ...one, requiresCompatibilities: known([...asked.value, 'FARGATE']) }))],
    },
  ];
}

function main({ subject }: ServiceView, definition: TaskDefinition): readonly Problem<ServiceView>[] {
  const { containers } = definition;
  if (!containers.known || containers.value.length === 0 || containers.value.some(({ name }) => !name.known)) return [];
  const path = definition.subject.constructPath;
  const named = containers.value.find(({ name }) => name.known && name.value === MAIN);
  if (!named) {
    const [first] = containers.value;
    const was = first.name.known ? first.name.value : 'a container';
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} sends requests to the container ${MAIN}, and ${path} has ${containers.value.flatMap(({ name }) => (name.known ? [name.value] : [])).join(', ')}`,
        cures: [changed(`set Name of ${was} of ${path} to ${MAIN}`, (one) => withContainer(one, first, { name: known(MAIN), portMappings: known([PORT]) }))],
      },
    ];
  }
  if (!named.portMappings.known) return [];
  const ports = named.portMappings.value.filter(({ protocol }) => !protocol.known || protocol.value === 'tcp');
  if (ports.length === 1 && ports[0].name !== undefined) return [];
  return [
    {
      severity: 'error',
      summary: `${MAIN} of ${path} has ${ports.length === 1 ? 'a port mapping without a name' : `${ports.length} port mappings on tcp`}, and ${subject.constructPath} takes one with a name`,
      cures: [changed(`give ${MAIN} of ${path} one port mapping, with a Name`, (one) => withContainer(one, named, { portMappings: known([{ ...ports[0], ...PORT }]) }))],
    },
  ];
}

const PORT: PortMapping = { containerPort: known(8080), protocol: known('tcp'), name: known('http') };

function withContainer(definition: TaskDefinition, container: ContainerDefinition, change: Partial<ContainerDefinition>): TaskDefinition {
  return { ...definition, containers: mapKnown(definition.containers, (all) => all.map((one) => (one === container ? { ...one, ...change } : one))) };
}
