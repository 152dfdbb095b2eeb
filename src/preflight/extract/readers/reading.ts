import type { ModelNote } from '../../model';
import { decideResource } from '../intrinsics/conditions';
import type { Evaluation } from '../intrinsics/evaluation';
import type { Resource } from '../template/stack';

/** What the readers share while one input is read. */
export interface Reading {
  readonly evaluation: Evaluation;
  /** Every resource, by type, whether it is deployed or not. */
  readonly resources: ReadonlyMap<string, readonly Resource[]>;
  /** What `ofType` has decided so far. */
  readonly deployed: Map<string, readonly Resource[]>;
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
      noteDoubt(resource, evaluation, notes);
      const sameType = resources.get(resource.type);
      if (sameType) {
        sameType.push(resource);
      } else {
        resources.set(resource.type, [resource]);
      }
    }
  }
  return { evaluation, resources, deployed: new Map(), notes };
}

/**
 * Resources of a type that are deployed; those whose condition cannot be decided among them. A condition is decided only
 * when a reader asks for the type, so that one which guards nothing that is read leaves no branches to judge.
 */
export function ofType(reading: Reading, type: string): readonly Resource[] {
  const known = reading.deployed.get(type);
  if (known) return known;
  const deployed = (reading.resources.get(type) ?? []).filter((resource) => {
    const decision = decideResource(resource, reading.evaluation);
    return decision.kind === 'open' || decision.value;
  });
  reading.deployed.set(type, deployed);
  return deployed;
}

function noteDoubt(resource: Resource, evaluation: Evaluation, notes: ModelNote[]): void {
  if (!/^AWS::(ECS|AutoScaling|ApplicationAutoScaling)::/.test(resource.type)) return;
  const decision = decideResource(resource, evaluation);
  if (decision.kind === 'decided') return;
  notes.push({ subject: resource.subject, text: `${resource.logicalId} is judged as if it were deployed, although ${decision.because}` });
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
