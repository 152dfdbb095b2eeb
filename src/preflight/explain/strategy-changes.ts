import { changeService, type Change } from './change';
import { editOf, placeOf } from './edits';
import type { TemplateValue } from '../findings';
import { known } from '../model';
import type { PlacementStrategy, Service } from '../model';
import type { Judgement } from '../scenario/judge';
import { seenIn } from '../scenario/seen';
import type { Reason } from '../scheduler/refusal';

/** Services besides the failing one whose tasks hold most of the room, and whose strategy may have scattered it. */
const OTHERS = 2;

interface Plain {
  readonly type: 'spread' | 'binpack' | 'random';
  readonly field?: string;
}

const OVER_ZONES: Plain = { type: 'spread', field: 'attribute:ecs.availability-zone' };

/**
 * Other placement strategies for the service, and for those that scatter their tasks over the room it needs. Only where
 * order and fragmentation decide: what is proved of all orders is true of all strategies.
 */
export function otherStrategies(judgement: Judgement, kinds: readonly Reason['kind'][]): readonly Change[] {
  if (judgement.certificate || judgement.verdict === 'cannot-fit') return [];
  const field = kinds.includes('cpu') && !kinds.includes('memory') ? 'cpu' : 'memory';
  const own = strategiesFor(judgement.service, field, judgement.simulation.situation.services[judgement.index].daemon, 7);
  return [...own, ...scattering(judgement).flatMap((service) => strategiesFor(service, field, false, 8))];
}

function strategiesFor(service: Service, by: 'cpu' | 'memory', daemon: boolean, cost: number): readonly Change[] {
  const old = plainStrategies(service);
  if (daemon || !old) return [];
  const packed: Plain = { type: 'binpack', field: by };
  const wanted: readonly (readonly Plain[])[] = [[OVER_ZONES, packed], ...(rebalances(service) ? [] : [[packed]]), []];
  const packs = old.some(({ type }) => type !== 'spread');
  return wanted
    .filter((next) => namesOf(next) !== namesOf(old) && (next.length > 0 || packs))
    .map((next, position) => changed(service, old, next, cost + position / 10));
}

function changed(service: Service, old: readonly Plain[], next: readonly Plain[], cost: number): Change {
  const written: readonly TemplateValue[] = next.map(({ type, field }) => ({ Type: type, ...(field ? { Field: field } : {}) }));
  const property = placeOf(service.placementStrategies, 'Properties.PlacementStrategies');
  return {
    text: `set PlacementStrategies of ${service.subject.constructPath} from ${namesOf(old)} to ${namesOf(next)}`,
    cost,
    remote: true,
    edits: [next.length > 0 ? editOf(service.subject, property, written) : editOf(service.subject, property)],
    apply: changeService(service.id, (current) => ({
      ...current,
      placementStrategies: known(next.map(({ type, field }) => ({ type: known(type), ...(field ? { field: known(field) } : {}) }))),
      ...rebalancingOf(current, next),
    })),
  };
}

/** Rebalancing that nobody asked for goes when zones do not come first any more; ECS refuses the two together where somebody did. */
function rebalancingOf({ availabilityZoneRebalancing }: Service, next: readonly Plain[]): Partial<Service> {
  const stays = next.length === 0 || next[0] === OVER_ZONES;
  return stays || !availabilityZoneRebalancing.known ? {} : { availabilityZoneRebalancing: known(false) };
}

function rebalances({ availabilityZoneRebalancing: moves }: Service): boolean {
  return !moves.known || (moves.value && moves.assumed === undefined);
}

/** Undefined when a part of the strategies is not known. */
function plainStrategies({ placementStrategies }: Service): readonly Plain[] | undefined {
  if (!placementStrategies.known) return undefined;
  const plain = placementStrategies.value.map(plainStrategy);
  return plain.every((strategy) => strategy !== undefined) ? plain : undefined;
}

function plainStrategy({ type, field }: PlacementStrategy): Plain | undefined {
  if (!type.known || (field && !field.known)) return undefined;
  return { type: type.value, ...(field?.known ? { field: field.value } : {}) };
}

function namesOf(strategies: readonly Plain[]): string {
  if (strategies.length === 0) return 'the default (spread over zones, then over instances)';
  return strategies.map(({ type, field }) => (field ? `${type}(${field})` : type)).join(', ');
}

/** Replica services with the most tasks on the instances that have no room. */
function scattering(judgement: Judgement): readonly Service[] {
  const { simulation, index } = judgement;
  const { services } = simulation.situation;
  return [...(seenIn(judgement)?.running ?? [])]
    .filter(([service, count]) => service !== index && count > 1 && !services[service].daemon)
    .sort(([a, most], [b, more]) => more - most || a - b)
    .slice(0, OTHERS)
    .map(([service]) => services[service].service);
}
