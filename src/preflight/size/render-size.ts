import { MOST_TASKS } from './headroom';
import type { ClusterSize, FargateEstimate, Headroom, ShapeAdvice, SizeReport, Spare, StrategyResult } from './size-report';
import { number } from '../explain/refusal-summary';
import { layTable } from '../report/table';

/** The report for a terminal. */
export function renderSize(report: SizeReport): string {
  const parts = report.clusters.map((cluster) => renderCluster(cluster).join('\n'));
  parts.push(report.notes.map((note) => `note: ${clean(note)}`).join('\n'));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function renderCluster(size: ClusterSize): readonly string[] {
  if (size.unknown !== undefined) return [clean(size.cluster), `  unknown: ${clean(size.unknown)}`];
  return [
    clean(size.cluster),
    ...size.headroom.map((room) => `  ${headroomLine(room)}`),
    ...(size.spare ? spareLines(size.spare).map((line) => `  ${line}`) : []),
    ...(size.shapes ? shapeLines(size.shapes).map((line) => `  ${line}`) : ['  no instance type of the catalog holds the largest task']),
    ...(size.fargate ? costLines(size.spare, size.fargate).map((line) => `  ${line}`) : []),
    ...strategyLines(size.strategies).map((line) => `  ${line}`),
    ...size.assumptions.map((assumption) => `  note: ${clean(assumption)}`),
  ];
}

function headroomLine({ service, least, most, orders }: Headroom): string {
  const count = least >= MOST_TASKS - 1 ? `${number(least)} or more` : number(least);
  const best = most > least ? `, and up to ${number(most)} in the best of ${orders} orders` : '';
  return `${count} more of ${clean(service)} ${least === 1 ? 'fits' : 'fit'}${best}`;
}

function spareLines({ instances, removable, groups, orders, usdPerMonth }: Spare): readonly string[] {
  const price = usdPerMonth === undefined ? 'their price is not known' : `they cost ${usd(usdPerMonth)} a month On-Demand`;
  const total = `${number(removable)} of ${number(instances)} instances can go before anything is rejected in ${orders} orders; ${price}`;
  if (groups.length < 2) return [total];
  return [total, ...groups.map((group) => `  ${number(group.removable)} of ${number(group.instances)} of ${clean(group.group)}`)];
}

function shapeLines(advice: ShapeAdvice): readonly string[] {
  const heading = `cheapest single type for ${advice.scenarios.join(', ')}, of ${number(advice.typesCompared)} types (On-Demand, ${advice.pricesRegion}, ${advice.pricesDate})`;
  const rows = advice.cheapest.map((shape) => ({
    cells: [`  ${number(shape.instances)} × ${shape.instanceType}`, `${usd(shape.usdPerMonth)} a month`, `at least ${number(shape.atLeast)} by volume`],
    remark: shape.burstable ? 'burstable' : undefined,
  }));
  const mix = advice.mix === undefined
    ? ['no mix of two types that was tried costs less']
    : [`cheaper as a mix: ${advice.mix.parts.map(({ instances, instanceType }) => `${number(instances)} × ${instanceType}`).join(' and ')}, ${usd(advice.mix.usdPerMonth)} a month`];
  const gap = advice.gapPercent === undefined
    ? []
    : [...mix, `no mix of these types costs less than ${usd(advice.boundUsdPerMonth)} a month; the cheapest above is ${advice.gapPercent} % over that bound`];
  const unpriced = advice.typesWithoutPrice > 0 ? [`${number(advice.typesWithoutPrice)} types have no known price and were left out`] : [];
  if (rows.length === 0) return [heading, '  none of them holds these scenarios', ...unpriced];
  return [heading, ...layTable({ kind: 'table', columns: ['', '', ''], rows }), ...gap, ...unpriced];
}

/** EC2 as the cluster is, Fargate for the same desired counts. */
function costLines(spare: Spare | undefined, { usdPerMonth, services, leftOut, pricesDate, pricesRegion }: FargateEstimate): readonly string[] {
  const tasks = services.reduce((sum, service) => sum + service.tasks, 0);
  const ec2 = spare?.usdPerMonth === undefined ? 'not known' : usd(spare.usdPerMonth);
  return [
    'estimate for a month, On-Demand',
    ...layTable({
      kind: 'table',
      columns: ['', '', ''],
      rows: [
        { cells: ['  EC2', ec2, `${number(spare?.instances ?? 0)} instances as they are`] },
        { cells: ['  Fargate', usd(usdPerMonth), `${number(tasks)} tasks at their desired counts (${pricesRegion}, ${pricesDate})`] },
      ],
    }),
    ...leftOut.map(({ service, because }) => `  without ${clean(service)}: ${clean(because)}`),
  ];
}

function strategyLines(results: readonly StrategyResult[]): readonly string[] {
  const rows = results.map(({ strategy, ordersPlaced, orders, worstUnplaced, instancesInUse }) => ({
    cells: [`  ${strategy}`, `${ordersPlaced} of ${orders} orders place all`, `${number(worstUnplaced)} unplaced at worst`, `${number(instancesInUse)} instances in use`],
  }));
  return ['strategies on the same input', ...layTable({ kind: 'table', columns: ['', '', '', ''], rows })];
}

function usd(amount: number): string {
  const [whole, part] = amount.toFixed(2).split('.');
  return `${number(Number(whole))}.${part} USD`;
}

/** Names come from templates: control characters must not reach a terminal. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
