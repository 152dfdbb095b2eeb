import { asksOf, groupRefusals, neverTaking, number, reasonText } from './refusal-summary';
import { kindsOf } from '../bound/instance-kinds';
import type { EvidenceText } from '../findings';
import type { Judgement } from '../scenario/judge';
import { withinStrategy } from '../scenario/look';
import type { Seen } from '../scenario/outcome';
import { seenIn } from '../scenario/seen';

/** The state at the moment of the failure: every instance with its reasons, the nearest miss, and who holds the room. */
export function failureEvidence(judgement: Judgement): EvidenceText | undefined {
  const { failure } = judgement;
  if (!failure) return undefined;
  const { problem } = judgement.simulation.situation;
  const { instances, requests } = problem;
  const seen = seenIn(judgement);
  const refusals = withinStrategy(seen?.refusals ?? []);
  const lines = [`${failure.moment}; the next task asks ${asksOf(requests[judgement.index])}`];
  const { kindOf, refusals: whenEmpty } = kindsOf(problem);
  const never = neverTaking(whenEmpty(judgement.index));
  if (instances.length === 0) lines.push('  the cluster has no container instance');
  else if (refusals.length === 0) lines.push('  no container instance is left that could take it');
  for (const group of groupRefusals(instances, refusals, (instance) => never.has(kindOf[instance]))) {
    const reasons = group.reasons.map(reasonText).join(' and ');
    lines.push(`  ${number(group.count)} × ${group.instanceType} in ${group.zone}: ${reasons || 'would take it'}${reasons && (group.never ? '; never, even with nothing else on it' : '; not now')}`);
  }
  if (seen?.nearest) {
    const { instance, reasons } = seen.nearest;
    lines.push(`  nearest: ${instances[instance].id}, ${reasons.map(reasonText).join(' and ')}; ${holders(judgement, seen.held)}`);
  }
  return { kind: 'text', lines };
}

function holders(judgement: Judgement, held: Seen['held']): string {
  const { services, problem } = judgement.simulation.situation;
  if (held.size === 0) return 'nothing runs there';
  const parts = [...held.entries()].map(([service, tasks]) => {
    const needs = problem.requests[service].needs;
    return `${services[service].service.subject.constructPath} ${tasks} × ${number(needs.memory)} MiB`;
  });
  return `held by ${parts.join(', ')}`;
}
