import type { Instance, TaskRequest } from '../../../src/preflight/scheduler/problem';

/*
 * What the constraints of the random problems mean, written by hand from the page "cluster query language", without a parser: how
 * true each one is of an instance and its tasks. 1 is true, 0 is false, 0.5 cannot be known.
 */

type Meaning = (instance: Instance, tasks: readonly { readonly request: TaskRequest }[]) => number;

const UNKNOWN = 0.5;

export const MEANINGS: Readonly<Record<string, Meaning>> = {
  'attribute:ecs.instance-type =~ m5.*': ({ instanceType }) => Number(instanceType.startsWith('m5')),
  'attribute:ecs.instance-type !~ m5\\..*': ({ instanceType }) => Number(instanceType === 'c5.large'),
  'attribute:ecs.availability-zone != a': ({ zone }) => Number(zone !== 'a'),
  'attribute:rack exists': (instance) => hasRack(instance),
  'attribute:rack !exists': (instance) => 1 - hasRack(instance),
  'attribute:rack == 1': (instance) => rack(instance, (value) => value === '1'),
  // "with the custom attribute stack": an instance without it is not selected.
  'attribute:rack != 1': (instance) => rack(instance, (value) => value !== '1'),
  'attribute:rack in [2, 3] or attribute:ecs.availability-zone == b': (instance) =>
    Math.max(rack(instance, (value) => value === '2'), Number(instance.zone === 'b')),
  'not(task:group == service:s0)': (_, tasks) => Number(!tasks.some(({ request }) => request.group === 'service:s0')),
  'task:group == service:s1': (_, tasks) => Number(tasks.some(({ request }) => request.group === 'service:s1')),
  'runningTasksCount < 3': (_, tasks) => Number(tasks.length < 3),
  'runningTasksCount >= 1': (_, tasks) => Number(tasks.length > 0),
  '(runningTasksCount == 0 or task:group == service:s2) and attribute:rack exists': (instance, tasks) =>
    Math.min(hasRack(instance), Number(tasks.length === 0 || tasks.some(({ request }) => request.group === 'service:s2'))),
  'agentVersion > 1.2.3': () => UNKNOWN,
  'agentVersion > 1.2.3 and runningTasksCount != 2': (_, tasks) => (tasks.length === 2 ? 0 : UNKNOWN),
};

function hasRack({ attributes, unknownAttributes = [] }: Instance): number {
  if (attributes.rack !== undefined || unknownAttributes.includes('rack')) return 1;
  return unknownAttributes.includes('*') ? UNKNOWN : 0;
}

function rack({ attributes, unknownAttributes = [] }: Instance, fits: (value: string) => boolean): number {
  if (attributes.rack !== undefined) return Number(fits(attributes.rack));
  return unknownAttributes.length > 0 ? UNKNOWN : 0;
}
