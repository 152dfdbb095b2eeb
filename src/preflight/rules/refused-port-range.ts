import { changeContainer, containerName, containersOf, type TaskProblem } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews, type TaskView } from './views';
import { MAX_PORT_RANGES_PER_CONTAINER, PORTS } from '../../facts';
import { known, type ContainerDefinition, type PortMapping } from '../model';

export const refusedPortRange = templateRule({
  id: 'refused-port-range',
  title: 'a container maps a range of ports that ECS refuses',
  viewsOf: taskViews,
  judge: (view) =>
    containersOf(view).flatMap((container) => {
      const mappings = container.portMappings.known ? container.portMappings.value : [];
      const ranges = mappings.flatMap((mapping) => {
        const text = mapping.containerPortRange;
        return text?.known ? [{ mapping, text: text.value, range: parse(text.value) }] : [];
      });
      return ranges.length === 0
        ? []
        : [
          ...wrongMode(view, container, ranges),
          ...tooMany(view, container, ranges),
          ...ranges.flatMap(
            (one, position) => wrong(view, container, one) ?? overlapping(view, container, one, mappings, ranges.slice(0, position)),
          ),
        ];
    }),
});

interface Ranged {
  readonly mapping: PortMapping;
  readonly text: string;
  /** Undefined for what is not two ports in their order. */
  readonly range?: Range;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function parse(text: string): Range | undefined {
  const match = /^(\d+)-(\d+)$/.exec(text.trim());
  const range = match && { from: Number(match[1]), to: Number(match[2]) };
  return range && range.from >= PORTS.min && range.to <= PORTS.max && range.from <= range.to ? range : undefined;
}

function problem(
  { subject }: TaskView,
  container: ContainerDefinition,
  what: string,
  text: string,
  change: (all: readonly PortMapping[]) => readonly PortMapping[],
): TaskProblem {
  const mappings = container.portMappings.known ? container.portMappings.value : [];
  return {
    severity: 'error',
    summary: `${containerName(container)} of ${subject.constructPath} ${what}`,
    cures: [changeContainer(text, container, { portMappings: known(change(mappings)) })],
  };
}

function wrongMode(view: TaskView, container: ContainerDefinition, ranges: readonly Ranged[]): readonly TaskProblem[] {
  const { networkMode } = view.definition;
  if (!networkMode.known || ['bridge', 'awsvpc'].includes(networkMode.value)) return [];
  return [
    problem(
      view,
      container,
      `maps the range ${ranges[0].text}, and the network mode ${networkMode.value} has no ranges`,
      `remove ContainerPortRange from ${containerName(container)}, or set NetworkMode (networkMode) to awsvpc`,
      (all) => all.filter(({ containerPortRange }) => containerPortRange === undefined),
    ),
  ];
}

function tooMany(view: TaskView, container: ContainerDefinition, ranges: readonly Ranged[]): readonly TaskProblem[] {
  if (ranges.length <= MAX_PORT_RANGES_PER_CONTAINER) return [];
  return [
    problem(
      view,
      container,
      `maps ${ranges.length} ranges of ports, and ECS takes ${MAX_PORT_RANGES_PER_CONTAINER}`,
      `keep ${MAX_PORT_RANGES_PER_CONTAINER} ranges in PortMappings of ${containerName(container)}`,
      (all) => all.slice(0, MAX_PORT_RANGES_PER_CONTAINER),
    ),
  ];
}

/** What is wrong with a range by itself; undefined when nothing is. */
function wrong(view: TaskView, container: ContainerDefinition, { mapping, text, range }: Ranged): readonly TaskProblem[] | undefined {
  if (!range) {
    return [
      problem(
        view,
        container,
        `maps the range "${text}", and ECS takes two ports between ${PORTS.min} and ${PORTS.max}, the lower one first`,
        `write ContainerPortRange of ${containerName(container)} as FIRST-LAST`,
        without(mapping),
      ),
    ];
  }
  const both = [...(isSet(mapping.containerPort) ? ['ContainerPort'] : []), ...(isSet(mapping.hostPort) ? ['HostPort'] : [])];
  return both.length === 0
    ? undefined
    : [
      problem(
        view,
        container,
        `maps the range ${text} together with ${both.join(' and ')}, which exclude each other`,
        `remove ${both.join(' and ')} beside ContainerPortRange of ${containerName(container)}`,
        (all) => all.map((one) => (one === mapping ? { ...one, containerPort: undefined, hostPort: undefined } : one)),
      ),
    ];
}

/** Zero stands for "not set" where a library always writes the property. */
function isSet(port: PortMapping['containerPort']): boolean {
  return port?.known === true && port.value !== 0;
}

function overlapping(
  view: TaskView,
  container: ContainerDefinition,
  one: Ranged,
  all: readonly PortMapping[],
  earlier: readonly Ranged[],
): readonly TaskProblem[] {
  const { range, mapping, text } = one;
  if (!range || !mapping.protocol.known) return [];
  const protocol = mapping.protocol.value;
  const same = (other: PortMapping): boolean => other.protocol.known && other.protocol.value === protocol;
  const before = earlier.find(
    (other) => other.range && same(other.mapping) && other.range.from <= range.to && range.from <= other.range.to,
  );
  const port = all.find(
    ({ containerPort, containerPortRange, ...rest }) =>
      containerPortRange === undefined &&
      containerPort?.known === true &&
      same({ containerPort, ...rest }) &&
      containerPort.value >= range.from &&
      containerPort.value <= range.to,
  );
  const other = before?.text ?? (port?.containerPort?.known ? String(port.containerPort.value) : undefined);
  return other === undefined
    ? []
    : [
      problem(
        view,
        container,
        `maps the range ${text}/${protocol} and ${other}/${protocol}, which overlap`,
        `remove ${text} from PortMappings of ${containerName(container)}, or narrow it`,
        without(mapping),
      ),
    ];
}

function without(mapping: PortMapping): (all: readonly PortMapping[]) => readonly PortMapping[] {
  return (all) => all.filter((one) => one !== mapping);
}
