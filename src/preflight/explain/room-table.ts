import { number } from './refusal-summary';
import { copiesByResource, copiesPerKind } from '../bound/copies';
import { kindsOf } from '../bound/instance-kinds';
import type { EvidenceRow, EvidenceTable } from '../findings';
import type { Judgement } from '../scenario/judge';
import type { Instance, Problem, TaskRequest } from '../scheduler/problem';

const COLUMNS = [
  { key: 'cpu', title: 'CPU', unit: '' },
  { key: 'memory', title: 'memory', unit: ' MiB' },
  { key: 'gpus', title: 'GPUs', unit: '' },
  { key: 'enis', title: 'ENIs', unit: '' },
] as const;

type Column = (typeof COLUMNS)[number];

/** Asked, offered, room: the arithmetic of an empty instance of each kind, with a pointer at what runs out first. */
export function roomTable(judgement: Judgement): EvidenceTable | undefined {
  const { situation } = judgement.simulation;
  const request = situation.problem.requests[judgement.index];
  const usable = (group: string) => !request.capacity || request.capacity.some((share) => share.group === group);
  const kinds = rowsOf(situation.problem).filter(({ instance }) => usable(instance.group));
  if (kinds.length === 0) return undefined;
  const columns = COLUMNS.filter((column) => column.key === 'cpu' || column.key === 'memory' || request.needs[column.key] > 0);
  const copies = copiesPerKind(situation.problem, judgement.index);
  const rows: EvidenceRow[] = [{ cells: ['each task asks', ...columns.map((column) => amount(request.needs[column.key], column))] }];
  for (const kind of kinds) {
    rows.push({
      cells: [`${kind.instance.instanceType} offers`, ...columns.map((column) => offer(kind.instance, column))],
      remark: `× ${number(kind.count)} (${kind.instance.id.replace(/#\d+$/, '')})`,
    });
    rows.push(roomRow(kind.instance, request, columns, copies[kind.first]));
  }
  return { kind: 'table', columns: ['', ...columns.map((column) => column.title)], rows };
}

interface Row {
  readonly instance: Instance;
  readonly count: number;
  /** Position of its first kind. */
  readonly first: number;
}

/** Instances that register the same amounts in the same group are one row. */
function rowsOf(problem: Problem): readonly Row[] {
  const rows = new Map<string, Row>();
  kindsOf(problem).kinds.forEach(({ instance, count }, kind) => {
    const key = JSON.stringify([instance.group, instance.instanceType, instance.registered]);
    const row = rows.get(key) ?? { instance, count: 0, first: kind };
    rows.set(key, { ...row, count: row.count + count });
  });
  return [...rows.values()];
}

function roomRow(instance: Instance, request: TaskRequest, columns: readonly Column[], copies: number): EvidenceRow {
  const room = copiesByResource(instance, request);
  const cells = [
    'room per empty instance',
    ...columns.map((column) => (room[column.key] === undefined ? '-' : number(room[column.key] ?? 0))),
  ];
  const limits = columns.filter((column) => room[column.key] !== undefined);
  const least = Math.min(...limits.map((column) => room[column.key] ?? 0));
  const first = limits.filter((column) => room[column.key] === least).map((column) => column.title);
  if (copies < least) {
    return { cells, remark: copies === 1 ? '<- 1, for host ports or distinctInstance' : `<- ${copies}, for a constraint or an attribute` };
  }
  const verb = first.length > 1 || first[0]?.endsWith('s') ? 'run' : 'runs';
  return { cells, remark: first.length > 0 ? `<- ${first.join(' and ')} ${verb} out first` : undefined };
}

function amount(value: number, column: Column): string {
  return `${number(value)}${column.unit}`;
}

function offer(instance: Instance, column: Column): string {
  // Registered memory depends on the kernel of the AMI; everything else is exact.
  return `${column.key === 'memory' ? '≈' : ''}${amount(instance.registered[column.key], column)}`;
}
