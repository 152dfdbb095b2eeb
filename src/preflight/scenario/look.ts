import type { CountedRefusal, Seen } from './outcome';
import type { Situation } from './situation';
import { kindsOf } from '../bound/instance-kinds';
import type { Engine } from '../scheduler/engine';
import type { Instance } from '../scheduler/problem';
import type { Reason, Refusal } from '../scheduler/refusal';

/** Asks every instance why it refuses the next task of the request, and keeps what a report shows of that. */
export function look(situation: Situation, engine: Engine, request: number): Seen {
  const { instances } = situation.problem;
  const refusals = countAlike(situation, engine.refusals(request).filter(({ instance }) => engine.isActive(instance)));
  const nearest = nearestMiss(instances, withinStrategy(refusals));
  const held = nearest ? tasksOf(situation, (service) => engine.countOn(service, nearest.instance)) : new Map<number, number>();
  return { refusals, nearest, held, running: tasksOf(situation, (service) => engine.count(service)) };
}

/** Instances of the service's own capacity providers: the others were never asked. */
export function withinStrategy<R extends Refusal>(refusals: readonly R[]): readonly R[] {
  return refusals.filter((refusal) => !refusal.reasons.some((reason) => reason.kind === 'capacity-provider'));
}

function countAlike({ problem }: Situation, refusals: readonly Refusal[]): readonly CountedRefusal[] {
  const { kindOf } = kindsOf(problem);
  const numbers = new Map<readonly Reason[], number>();
  const alike = new Map<string, { instance: number; reasons: readonly Reason[]; count: number }>();
  for (const { instance, reasons } of refusals) {
    // Engines hand out one list for all instances that say the same.
    const number = numbers.get(reasons) ?? numbers.size;
    numbers.set(reasons, number);
    const key = `${kindOf[instance]} ${number}`;
    const one = alike.get(key);
    if (one) one.count += 1;
    else alike.set(key, { instance, reasons, count: 1 });
  }
  return [...alike.values()];
}

function nearestMiss(instances: readonly Instance[], refusals: readonly Refusal[]): Refusal | undefined {
  let nearest: Refusal | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const refusal of refusals) {
    const distance = refusal.reasons.reduce((sum, reason) => sum + distanceOf(reason, instances[refusal.instance]), 0);
    if (refusal.reasons.length === 0 || distance >= least) continue;
    nearest = { instance: refusal.instance, reasons: refusal.reasons };
    least = distance;
  }
  return nearest;
}

/** Share of the instance that is missing; what no amount cures counts as a whole instance. */
function distanceOf(reason: Reason, instance: Instance): number {
  switch (reason.kind) {
    case 'cpu':
    case 'memory':
    case 'gpus':
    case 'enis':
      return (reason.requested - reason.remaining) / Math.max(1, instance.registered[reason.kind]);
    case 'tcp-port':
    case 'udp-port':
    case 'distinct-instance':
      return 1;
    default:
      return 10;
  }
}

/** Of each service that has some, both revisions together. */
function tasksOf({ services }: Situation, count: (request: number) => number): ReadonlyMap<number, number> {
  const tasks = new Map<number, number>();
  for (let service = 0; service < services.length; service += 1) {
    const running = count(service) + count(service + services.length);
    if (running > 0) tasks.set(service, running);
  }
  return tasks;
}
