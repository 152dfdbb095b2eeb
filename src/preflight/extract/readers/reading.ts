import type { ModelNote } from '../../model';
import { decideResource } from '../intrinsics/conditions';
import type { Evaluation } from '../intrinsics/evaluation';
import type { Resource } from '../template/stack';

/** What the readers share while one input is read. */
export interface Reading {
  readonly evaluation: Evaluation;
  /** Resources that are deployed, by type; those whose condition cannot be decided among them. */
  readonly resources: ReadonlyMap<string, readonly Resource[]>;
  readonly notes: ModelNote[];
}

export function startReading(evaluation: Evaluation): Reading {
  const resources = new Map<string, Resource[]>();
  const notes: ModelNote[] = [];
  for (const stack of evaluation.input.stacks) {
    if (!isDeployed(stack.parent?.stack.resources.get(stack.parent.logicalId), evaluation)) {
      continue;
    }
    for (const resource of stack.resources.values()) {
      const decision = decideResource(resource, evaluation);
      if (decision.kind === 'decided' && !decision.value) {
        continue;
      }
      if (decision.kind === 'open' && /^AWS::(ECS|AutoScaling|ApplicationAutoScaling)::/.test(resource.type)) {
        notes.push({ subject: resource.subject, text: `${resource.logicalId} is judged as if it were deployed, although ${decision.because}` });
      }
      const sameType = resources.get(resource.type);
      if (sameType) {
        sameType.push(resource);
      } else {
        resources.set(resource.type, [resource]);
      }
    }
  }
  return { evaluation, resources, notes };
}

export function ofType(reading: Reading, type: string): readonly Resource[] {
  return reading.resources.get(type) ?? [];
}

function isDeployed(creator: Resource | undefined, evaluation: Evaluation): boolean {
  for (let resource = creator; resource; resource = resource.stack.parent?.stack.resources.get(resource.stack.parent.logicalId)) {
    const decision = decideResource(resource, evaluation);
    if (decision.kind === 'decided' && !decision.value) {
      return false;
    }
  }
  return true;
}
