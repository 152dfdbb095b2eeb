import { cheapestMix, type Offer } from './mixes';
import type { Shape, ShapeAdvice } from './size-report';
import { boundUsdPerMonth, fewestInstances } from './volume-bound';
import { instanceTypeNames, onDemandUsdPerMonth, PRICES_DATE, PRICES_REGION, type InstanceTypeFacts } from '../catalog';
import { known } from '../model';
import type { InstanceGroup, PlacementModel } from '../model';
import { instancesOf, knownTypes } from '../scenario/instances';
import { judgeCluster } from '../scenario/judge';
import type { SimulationOptions } from '../scenario/options';
import { PESSIMISTIC } from '../scenario/reading';
import type { ScenarioName } from '../scenario/script';
import type { Situation } from '../scenario/situation';

const PRINTED = 3;
/** A shape that needs more than this many times its bound is not a good one for these tasks. */
const MOST_OVER_BOUND = 3;

interface Candidate extends Offer {
  readonly atLeast: number;
}

/**
 * The cheapest single instance types for the services of a cluster. Types are tried from the cheapest bound upward until no
 * bound is below what was found, so that nothing cheaper is left out.
 */
export function adviseShapes(
  model: PlacementModel,
  situation: Situation,
  pattern: InstanceGroup,
  scenarios: readonly ScenarioName[],
  options: SimulationOptions,
): ShapeAdvice | undefined {
  const priced = pricedTypes(pattern, options);
  const offers = offersOf(priced.types, pattern, options);
  const candidates = candidatesOf(offers, situation, scenarios);
  if (candidates.length === 0) return undefined;
  const found: Shape[] = [];
  for (const candidate of candidates) {
    const dearest = found.length < PRINTED ? Number.POSITIVE_INFINITY : found[PRINTED - 1].usdPerMonth;
    if (candidate.usd * candidate.atLeast >= dearest) break;
    const most = Math.min(candidate.atLeast * MOST_OVER_BOUND + 4, Math.ceil(dearest / candidate.usd));
    const instances = fewestThatHold(model, situation, pattern, candidate, most, scenarios, options);
    if (instances !== undefined) found.push(shapeOf(candidate, instances));
    found.sort((a, b) => a.usdPerMonth - b.usdPerMonth || (a.instanceType < b.instanceType ? -1 : 1));
    found.splice(PRINTED);
  }
  const bound = boundUsdPerMonth(situation, offers, scenarios);
  const mix = cheapestMix(situation, scenarios, offers, found, (counts) => {
    const groups = counts.map(([{ type }, instances]) => groupOf(pattern, type, instances));
    return nothingFails(withGroups(model, situation, groups), situation, scenarios, options);
  });
  const least = Math.min(mix?.usdPerMonth ?? Number.POSITIVE_INFINITY, found[0]?.usdPerMonth ?? Number.POSITIVE_INFINITY);
  return {
    scenarios,
    cheapest: found,
    mix,
    boundUsdPerMonth: cents(bound),
    gapPercent: Number.isFinite(least) && bound > 0 ? Math.round((least / bound - 1) * 1000) / 10 : undefined,
    typesCompared: offers.length,
    typesWithoutPrice: priced.withoutPrice,
    pricesDate: PRICES_DATE,
    pricesRegion: PRICES_REGION,
  };
}

/** Types on sale of the group's architecture; bare metal and accelerators only where the group has them. */
function pricedTypes(
  pattern: InstanceGroup,
  options: SimulationOptions,
): { readonly types: readonly InstanceTypeFacts[]; readonly withoutPrice: number } {
  const { catalog } = options;
  const types = knownTypes(pattern, options);
  const now = pattern.instanceTypes.known ? types[0] : types.find(({ gpus }) => gpus.count === 0) ?? types[0];
  const architecture = now?.architectures.includes('arm64') ? 'arm64' : 'x86_64';
  const alike = instanceTypeNames()
    .map((name) => catalog.find(name))
    .filter((type) => type !== undefined)
    .filter((type) => type.availability === 'offered' && type.architectures.includes(architecture) && !type.bareMetal)
    .filter((type) => (type.gpus.count > 0) === ((now?.gpus.count ?? 0) > 0) && type.otherAccelerators.length === 0);
  const priced = alike.filter((type) => onDemandUsdPerMonth(type) !== undefined);
  return { types: priced, withoutPrice: alike.length - priced.length };
}

function offersOf(types: readonly InstanceTypeFacts[], pattern: InstanceGroup, options: SimulationOptions): readonly Offer[] {
  return types.flatMap((type): Offer[] => {
    const [instance] = instancesOf(groupOf(pattern, type, 1), 'fixed', PESSIMISTIC, options).instances;
    const usd = onDemandUsdPerMonth(type);
    return instance === undefined || usd === undefined ? [] : [{ type, instance, usd }];
  });
}

/** The offers that hold the largest task, cheapest bound first. */
function candidatesOf(offers: readonly Offer[], situation: Situation, scenarios: readonly ScenarioName[]): readonly Candidate[] {
  const candidates = offers.flatMap((offer): Candidate[] => {
    const atLeast = fewestInstances(situation, offer.instance, scenarios);
    return atLeast === undefined ? [] : [{ ...offer, atLeast }];
  });
  return candidates.sort((a, b) => a.usd * a.atLeast - b.usd * b.atLeast || (a.type.name < b.type.name ? -1 : 1));
}

/** The smallest number, from the bound upward, with which nothing fails in the scenarios. */
function fewestThatHold(
  model: PlacementModel,
  situation: Situation,
  pattern: InstanceGroup,
  { type, atLeast }: Candidate,
  most: number,
  scenarios: readonly ScenarioName[],
  options: SimulationOptions,
): number | undefined {
  const holds = (instances: number) =>
    nothingFails(withGroups(model, situation, [groupOf(pattern, type, instances)]), situation, scenarios, options);
  if (most < atLeast || !holds(most)) return undefined;
  let low = atLeast;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

function nothingFails(model: PlacementModel, { cluster }: Situation, scenarios: readonly ScenarioName[], options: SimulationOptions): boolean {
  return judgeCluster(model, cluster, scenarios, options).judgements.every((one) => one.ordersFailed === 0 && one.verdict !== 'unknown');
}

function groupOf(pattern: InstanceGroup, type: InstanceTypeFacts, instances: number): InstanceGroup {
  return {
    ...pattern,
    id: `${pattern.id} ${type.name}`,
    instanceTypes: known([type.name]),
    minSize: known(instances),
    maxSize: known(instances),
    desiredCapacity: known(instances),
    hasOwnScaling: false,
  };
}

/** All services of the cluster on these groups, whatever groups their strategies name. */
function withGroups(model: PlacementModel, { cluster }: Situation, groups: readonly InstanceGroup[]): PlacementModel {
  const here = (id: { readonly known: boolean; readonly value?: string }) => id.known && id.value === cluster.id;
  const services = model.services.map((service) => (here(service.cluster) && runsOnInstances(service) ? { ...service, launchType: known('EC2'), strategy: undefined } : service));
  return { ...model, services, capacities: [...model.capacities.filter((capacity) => !here(capacity.cluster)), ...groups] };
}

function runsOnInstances(service: PlacementModel['services'][number]): boolean {
  if (service.launchType) return service.launchType.known && service.launchType.value === 'EC2';
  return !service.strategy?.known || service.strategy.value.every((item) => item.provider.known && !item.provider.value.startsWith('FARGATE'));
}

function shapeOf({ type, usd, atLeast }: Candidate, instances: number): Shape {
  return { instanceType: type.name, instances, atLeast, usdPerMonth: cents(usd * instances), burstable: type.burstable };
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
