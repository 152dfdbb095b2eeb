import type { Evaluation } from './evaluation';
import { outputOf } from './references';
import { partsOf, renderParts } from './text';
import { unresolved, type Value } from './value';
import { isRawObject, member } from '../load/loaded-template';
import type { Stack } from '../template/stack';

/** Fn::ImportValue: the output of another stack of the input that exports the name, in the same region and account. */
export function importValue(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const name = renderParts(partsOf(evaluation.raw(argument, stack)));
  if ('because' in name) {
    return unresolved(name.because);
  }
  const claims = (exportsOf(evaluation).get(name.text) ?? []).filter((claim) => sameEnvironment(claim.stack, stack));
  if (claims.length === 0) {
    return unresolved(`no stack of the input exports ${name.text}`);
  }
  if (claims.length > 1) {
    return unresolved(`${claims.length} outputs of the input export ${name.text}`);
  }
  return outputOf(claims[0].output, claims[0].stack, evaluation);
}

/** Fn::GetStackOutput: an output of another stack by the name of the stack. */
export function stackOutput(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const [stackName, output] = ['StackName', 'OutputName'].map((key) => renderParts(partsOf(evaluation.raw(member(argument, key), stack))));
  if ('because' in stackName || 'because' in output) {
    return unresolved('Fn::GetStackOutput takes the name of a stack and of one of its outputs');
  }
  const region = evaluation.raw(member(argument, 'Region'), stack);
  const wanted = region.kind === 'scalar' ? String(region.value) : stack.region;
  const found = evaluation.input.stacks.filter((candidate) => !candidate.parent && candidate.name === stackName.text && candidate.region === wanted);
  return found.length === 1 ? outputOf(output.text, found[0], evaluation)
    : unresolved(`the stack ${stackName.text} is not in the input`);
}

interface Claim {
  readonly stack: Stack;
  readonly output: string;
}

function exportsOf(evaluation: Evaluation): ReadonlyMap<string, readonly Claim[]> {
  const found = evaluation.named('the exports of the input', () => collectExports(evaluation));
  return found instanceof Map ? found : new Map<string, readonly Claim[]>();
}

function collectExports(evaluation: Evaluation): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const stack of evaluation.input.stacks) {
    for (const [output, body] of Object.entries(stack.outputs)) {
      const written = member(isRawObject(body) ? member(body, 'Export') : undefined, 'Name');
      const name = written === undefined ? undefined : renderParts(partsOf(evaluation.raw(written, stack)));
      if (name && 'text' in name) {
        claims.set(name.text, [...claims.get(name.text) ?? [], { stack, output }]);
      }
    }
  }
  return claims;
}

function sameEnvironment(one: Stack, other: Stack): boolean {
  return (one.region === undefined || other.region === undefined || one.region === other.region)
    && (one.account === undefined || other.account === undefined || one.account === other.account);
}
