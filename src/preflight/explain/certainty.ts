import { number } from './refusal-summary';
import type { Bound } from '../bound/certificate';
import type { Judgement } from '../scenario/judge';
import type { Doubt } from '../scenario/reading';

/** One sentence: proved, order-dependent, or dependent on something that the template does not tell. */
export function certaintyOf(judgement: Judgement): string {
  switch (judgement.verdict) {
    case 'cannot-fit':
      return `certain in any order: ${proofText(judgement)}`;
    case 'depends-on-order':
      return orderText(judgement);
    case 'does-not-fit':
      return `each of ${judgement.ordersTried} orders tried leaves tasks without room; there is no proof for all orders`;
    case 'always-fits':
      return 'certain in any order: the other tasks cannot block every instance';
    case 'fits':
      return `every one of ${judgement.ordersTried} orders tried places everything`;
    case 'not-simulated':
      return judgement.hidden ?? 'this scenario does not apply';
    case 'unknown':
      return judgement.hidden ?? `depends on ${judgement.doubts.map((doubt) => DOUBT_TEXT[doubt]).join(', or on ')}`;
  }
}

function orderText({ ordersTried, ordersFailed }: Judgement): string {
  return `depends on the order in which ECS meets the services: ${ordersTried - ordersFailed} of ${ordersTried} orders tried place everything`;
}

const DOUBT_TEXT: Readonly<Record<Doubt, string>> = {
  memory: 'how much memory the instances really register, which their AMI decides',
  types: 'which of its instance types the group launches',
  constraints: 'a placement constraint whose value only the running instances know',
  growth: 'whether the group grows beyond its desired capacity',
};

function proofText(judgement: Judgement): string {
  const proof = judgement.certificate;
  if (!proof) return 'proved';
  const all = judgement.simulation.situation.problem.instances.length;
  if (proof.kind !== 'after-loss') return boundText(judgement, proof, { ...ALL, count: all });
  return `when ${proof.moment}, ${boundText(judgement, proof.bound, { ...LEFT, count: all - proof.lost.length })}`;
}

/** The instances that a proof is about, in words. */
interface Range {
  readonly none: string;
  readonly together: string;
  readonly all: string;
  readonly atOnce: string;
  readonly count: number;
}

const ALL = { none: 'belongs to the cluster', together: 'all instances together', all: 'all instances', atOnce: ' at once' } as const;
const LEFT = { none: 'is left', together: 'the instances left', all: 'the instances left', atOnce: '' } as const;

function boundText(judgement: Judgement, proof: Bound, { none, together, all, atOnce, count }: Range): string {
  switch (proof.kind) {
    case 'no-instances':
      return `no container instance ${none}`;
    case 'too-large-when-empty':
      return 'no instance takes such a task even when nothing else runs';
    case 'copies':
      return `${together} hold ${number(proof.room)} such tasks, and ${number(proof.asked)} must run${atOnce}`;
    case 'volume':
      return proof.instances.length === count
        ? `all tasks together need ${number(proof.needed)} ${UNIT[proof.resource]}, ${all} register ${number(proof.offered)}`
        : `the tasks that may only use these ${number(proof.instances.length)} instances need ${number(proof.needed)} ${UNIT[proof.resource]}, and they register ${number(proof.offered)}`;
    case 'weights':
      return weightText(judgement, proof);
  }
}

/** Large tasks are named with what each counts for, so that the sum can be done by hand. */
function weightText({ simulation }: Judgement, { weights, needed, offered }: Extract<Bound, { readonly kind: 'weights' }>): string {
  const { services } = simulation.situation;
  const heavy = weights.flatMap((weight, index) => (weight > 0 && index < services.length ? [`${services[index].service.subject.constructPath} ${weight}`] : []));
  const shown = heavy.length > 4 ? [...heavy.slice(0, 4), `${heavy.length - 4} more`] : heavy;
  return `counting large tasks (${shown.join(', ')} each), ${number(needed)} are asked for, and no way to fill the instances holds more than ${number(offered)}`;
}

const UNIT = { cpu: 'CPU units', memory: 'MiB of memory', gpus: 'GPUs', enis: 'ENIs' } as const;
