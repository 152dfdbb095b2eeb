import type { FargateEstimate } from './size-report';
import { FARGATE_PRICES_DATE, fargateUsdPerMonth, smallestFargateSize } from '../../facts';
import { PRICES_REGION } from '../catalog';
import type { Cluster, PlacementModel, Service } from '../model';
import { valueOr } from '../model';
import { definitionOf } from '../scenario/request';
import { taskNeeds } from '../scenario/task-needs';

/** What the replica tasks of a cluster cost on Fargate at their desired counts: each in the smallest size that holds it. */
export function fargateCost(model: PlacementModel, cluster: Cluster): FargateEstimate {
  const services: FargateEstimate['services'][number][] = [];
  const leftOut: FargateEstimate['leftOut'][number][] = [];
  for (const service of model.services.filter((one) => one.cluster.known && one.cluster.value === cluster.id)) {
    const priced = priceOf(model, service);
    if ('because' in priced) leftOut.push({ service: service.subject.constructPath, because: priced.because });
    else services.push({ service: service.subject.constructPath, ...priced });
  }
  const usdPerMonth = Math.round(services.reduce((sum, service) => sum + service.usdPerMonth, 0) * 100) / 100;
  return { usdPerMonth, services, leftOut, pricesDate: FARGATE_PRICES_DATE, pricesRegion: PRICES_REGION };
}

type Priced = Omit<FargateEstimate['services'][number], 'service'>;

function priceOf(model: PlacementModel, service: Service): Priced | { readonly because: string } {
  if (valueOr(service.schedulingStrategy, 'REPLICA') === 'DAEMON') return { because: 'Fargate has no daemons; a sidecar in each task would take its place' };
  if (!service.desiredCount.known) return { because: `the desired count is unknown: ${service.desiredCount.because}` };
  const definition = definitionOf(model, service);
  const needs = definition.known ? taskNeeds(definition.value) : definition;
  if (!definition.known || !needs.known) return { because: needs.known ? 'its size is unknown' : needs.because };
  const os = valueOr(definition.value.operatingSystemFamily, 'LINUX');
  if (os !== 'LINUX') return { because: 'the price of Windows on Fargate is not in the tables' };
  if (needs.value.gpus > 0) return { because: 'Fargate has no GPUs' };
  const size = smallestFargateSize(needs.value.cpu, needs.value.memory);
  if (!size) return { because: 'no Fargate size holds the task' };
  const tasks = service.desiredCount.value;
  const usdPerMonth = tasks * fargateUsdPerMonth(size.cpuUnits, size.memoryMiB, valueOr(definition.value.cpuArchitecture, 'x86_64'));
  return { tasks, ...size, usdPerMonth: Math.round(usdPerMonth * 100) / 100 };
}
