import type { Mix, Shape } from './size-report';
import { totalNeeds } from './volume-bound';
import type { InstanceTypeFacts } from '../catalog';
import type { ScenarioName } from '../scenario/script';
import type { Situation } from '../scenario/situation';
import type { Instance, Resources } from '../scheduler/problem';

/** A type on sale, what its instances register, and their price a month. */
export interface Offer {
  readonly type: InstanceTypeFacts;
  readonly instance: Instance;
  readonly usd: number;
}

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;
/** Types paired with each other: what is cheap for each resource, what is cheap at all, and the cheapest single shapes. */
const PAIRED = 12;
/** Mixes that are simulated, cheapest first. */
const MOST_TRIED = 40;

/** The cheapest mix of two types that holds the tasks and costs less than the cheapest single type; undefined where none was found. */
export function cheapestMix(
  situation: Situation,
  scenarios: readonly ScenarioName[],
  offers: readonly Offer[],
  singles: readonly Shape[],
  holds: (counts: readonly (readonly [Offer, number])[]) => boolean,
): Mix | undefined {
  const limit = singles[0]?.usdPerMonth ?? Number.POSITIVE_INFINITY;
  const total = totalNeeds(situation, scenarios);
  const chosen = worthPairing(total, offers, singles);
  const pairs = chosen
    .flatMap((first, at) => chosen.slice(at + 1).map((second) => [first, second] as const))
    .filter((pair) => holdEach(situation, pair));
  const fewest = fewestOf(situation);
  const mixes = pairs.flatMap(([first, second]) => mixesOf(total, fewest, first, second, limit)).sort((a, b) => a.usd - b.usd);
  for (const { counts, usd } of mixes.slice(0, MOST_TRIED)) {
    if (!holds(counts)) continue;
    return {
      parts: counts.map(([offer, instances]) => ({ instanceType: offer.type.name, instances })),
      usdPerMonth: Math.round(usd * 100) / 100,
    };
  }
  return undefined;
}

function worthPairing(total: Resources, offers: readonly Offer[], singles: readonly Shape[]): readonly Offer[] {
  const steady = offers.filter(({ type }) => !type.burstable);
  const cheapFor = DIMENSIONS.filter((resource) => total[resource] > 0).flatMap((resource) =>
    [...steady].sort((a, b) => unitPrice(a, resource) - unitPrice(b, resource) || a.usd - b.usd).slice(0, 2),
  );
  const cheap = [...offers].sort((a, b) => a.usd - b.usd).slice(0, 3);
  const single = singles.flatMap(({ instanceType }) => offers.filter(({ type }) => type.name === instanceType));
  return [...new Set([...single, ...cheap, ...cheapFor])].slice(0, PAIRED);
}

function unitPrice({ usd, instance }: Offer, resource: keyof Resources): number {
  return usd / Math.max(1, instance.registered[resource]);
}

/** Every task fits on one of the two, and every daemon on both. */
function holdEach({ services, problem }: Situation, pair: readonly Offer[]): boolean {
  const fits =
    (index: number) =>
      ({ instance }: Offer) =>
        DIMENSIONS.every((resource) => problem.requests[index].needs[resource] <= instance.registered[resource]);
  return services.every(({ daemon, desired }, index) => (daemon ? pair.every(fits(index)) : desired === 0 || pair.some(fits(index))));
}

/** Tasks of one service that must lie apart, for host ports or distinctInstance. */
function fewestOf({ services, problem }: Situation): number {
  return Math.max(
    1,
    ...services.map(({ daemon, desired }, index) => {
      const { distinctInstance, tcpPorts, udpPorts } = problem.requests[index];
      return !daemon && (distinctInstance || tcpPorts.length + udpPorts.length > 0) ? desired : 1;
    }),
  );
}

/** For each number of the first type, the fewest of the second that the volume of the tasks allows. */
function mixesOf(total: Resources, fewest: number, first: Offer, second: Offer, limit: number) {
  const mixes: { readonly counts: readonly (readonly [Offer, number])[]; readonly usd: number }[] = [];
  for (let ones = 1; ones * first.usd + second.usd < limit; ones += 1) {
    const least = Math.max(
      1,
      fewest - ones,
      ...DIMENSIONS.map((resource) =>
        Math.ceil((total[resource] - ones * first.instance.registered[resource]) / Math.max(1, second.instance.registered[resource])),
      ),
    );
    // What the volume allows is often one too few: deployments need room as well.
    for (const others of [least, least + 1, least + 2]) {
      const usd = ones * first.usd + others * second.usd;
      if (usd < limit) {
        mixes.push({
          counts: [
            [first, ones],
            [second, others],
          ],
          usd,
        });
      }
    }
  }
  return mixes;
}
