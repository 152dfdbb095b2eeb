import { asksOf, groupRefusals, nearestMiss, neverTaking, number, reasonText, withinStrategy } from './refusal-summary';
import type { EvidenceText } from '../findings';
import type { Judgement } from '../scenario/judge';

/** The state at the moment of the failure: every instance with its reasons, the nearest miss, and who holds the room. */
export function failureEvidence(judgement: Judgement): EvidenceText | undefined {
  const { failure } = judgement;
  if (!failure) return undefined;
  const { instances, requests } = judgement.simulation.situation.problem;
  const refusals = withinStrategy(failure.refusals);
  const lines = [`${failure.moment}; the next task asks ${asksOf(requests[judgement.index])}`];
  const never = neverTaking(judgement.simulation.empty.refusalsWhenEmpty(judgement.index));
  if (instances.length === 0) lines.push('  the cluster has no container instance');
  else if (refusals.length === 0) lines.push('  no container instance is left that could take it');
  for (const group of groupRefusals(instances, refusals, never)) {
    const reasons = group.reasons.map(reasonText).join(' and ');
    lines.push(`  ${number(group.count)} × ${group.instanceType} in ${group.zone}: ${reasons || 'would take it'}${reasons && (group.never ? '; never, even with nothing else on it' : '; not now')}`);
  }
  const nearest = nearestMiss(instances, refusals);
  if (nearest) {
    lines.push(
      `  nearest: ${instances[nearest.instance].id}, ${nearest.reasons.map(reasonText).join(' and ')}; ${holders(judgement, nearest.instance)}`,
    );
  }
  return { kind: 'text', lines };
}

function holders(judgement: Judgement, instance: number): string {
  const { services, problem } = judgement.simulation.situation;
  const held = judgement.failure?.held.get(instance);
  if (!held || held.size === 0) return 'nothing runs there';
  const parts = [...held.entries()].map(([service, tasks]) => {
    const needs = problem.requests[service].needs;
    return `${services[service].service.subject.constructPath} ${tasks} × ${number(needs.memory)} MiB`;
  });
  return `held by ${parts.join(', ')}`;
}
