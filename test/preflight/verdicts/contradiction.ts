import { exhaust, type Truth } from './exhaustive';
import { SMALL_TYPES, smallCase } from './small-case';
import { isAboutAll } from '../../../src/preflight/bound/certificate';
import { certificateHolds } from '../../../src/preflight/bound/check-certificate';
import { judgeCluster, type Judgement } from '../../../src/preflight/scenario/judge';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';

export type Counts = Record<Judgement['verdict'], number>;

/** What the judgement of a random case says against the search over all its orders and ties; empty when they agree. */
export function contradictions(seed: number, counts: Counts): readonly string[] {
  const model = smallCase(seed);
  const options = { ...DEFAULT_SIMULATION, orders: 12, catalog: SMALL_TYPES };
  const { judgements } = judgeCluster(model, model.clusters[0], ['steady-state'], options);
  const [{ simulation }] = judgements;
  const { problem, services } = simulation.situation;
  const whenEmpty = services.map((_, request) => simulation.empty.refusalsWhenEmpty(request));
  const accepts = (instance: number, request: number) =>
    whenEmpty[request].every((refusal) => refusal.instance !== instance || refusal.reasons.length === 0);
  const truth = exhaust(problem, services.map(({ desired }) => desired), accepts);
  return judgements.flatMap((judgement) => {
    counts[judgement.verdict] += 1;
    const about = `seed ${seed}, ${judgement.service.id}: ${judgement.verdict}`;
    if (contradicted(judgement, truth)) return [about];
    return proofHolds(judgement) ? [] : [`${about}, and its certificate does not hold`];
  });
}

function contradicted(judgement: Judgement, { services, everything }: Truth): boolean {
  const truth = services[judgement.index];
  switch (judgement.verdict) {
    case 'always-fits':
      return truth.refused;
    case 'fits':
      return !truth.placed;
    case 'cannot-fit':
      // A proof by volume or by weights is about the services together; the others are about this one.
      return isAboutAll(judgement.certificate) ? everything : truth.placed;
    case 'does-not-fit':
      return !truth.refused;
    case 'depends-on-order':
      return !truth.refused || !truth.placed;
    default:
      return true;
  }
}

/** The certificate of a proof, counted again by code that shares nothing with the proof. */
function proofHolds({ certificate, simulation, index }: Judgement): boolean {
  if (!certificate) return true;
  const { problem, services } = simulation.situation;
  const counts = services.map(({ desired }) => desired);
  const typesOf = (request: number) => problem.requests[request].memberOf.map(({ text }) => text.split(' == ')[1]);
  const allowed = (instance: number, request: number) => typesOf(request).every((type) => type === problem.instances[instance].instanceType);
  return certificateHolds(problem, counts, index, certificate, allowed);
}
