import type { CodeRange, PatternNode } from './pattern-tree';

/** A nondeterministic automaton. State 0 is where it starts. */
export interface Automaton {
  readonly states: readonly State[];
}

type State =
  | { readonly kind: 'read'; readonly ranges: readonly CodeRange[]; next: number }
  | { readonly kind: 'split'; nexts: number[] }
  | { readonly kind: 'start' | 'end'; next: number }
  | { readonly kind: 'accept' };

/** A counted repetition is unrolled, so a short text such as `((a{99}){99}){99}` can ask for a million states. */
const MAX_STATES = 20_000;

export function compileAutomaton(tree: PatternNode): { ok: true; automaton: Automaton } | { ok: false; because: string } {
  const size = sizeOf(tree) + 1;
  if (size > MAX_STATES) return { ok: false, because: 'its repetitions unroll to more states than are evaluated here' };
  const states: State[] = [{ kind: 'split', nexts: [] }];
  const accept = add(states, { kind: 'accept' });
  (states[0] as { nexts: number[] }).nexts.push(build(states, tree, accept));
  return { ok: true, automaton: { states } };
}

/** Follows all paths at once: one pass over the value, each state at most once for each character. */
export function runAutomaton({ states }: Automaton, value: string, reading: 'whole' | 'find'): boolean {
  const points = Array.from(value, (char) => char.codePointAt(0)!);
  let current = new StateSet(states.length);
  let following = new StateSet(states.length);
  for (let at = 0; at <= points.length; at += 1) {
    if (at === 0 || reading === 'find') enter(states, current, 0, at, points.length);
    if (current.accepts && (reading === 'find' || at === points.length)) return true;
    if (at === points.length || (current.size === 0 && reading === 'whole')) return false;
    following.clear();
    for (let index = 0; index < current.size; index += 1) {
      const state = states[current.members[index]];
      if (state.kind === 'read' && covers(state.ranges, points[at])) enter(states, following, state.next, at + 1, points.length);
    }
    [current, following] = [following, current];
  }
  return false;
}

/** Members in order of arrival, with a test in constant time. */
class StateSet {
  public size = 0;
  public accepts = false;
  public readonly members: Int32Array;
  private readonly stamps: Int32Array;
  private stamp = 1;

  constructor(capacity: number) {
    this.members = new Int32Array(capacity);
    this.stamps = new Int32Array(capacity);
  }

  public add(state: number): boolean {
    if (this.stamps[state] === this.stamp) return false;
    this.stamps[state] = this.stamp;
    this.members[this.size] = state;
    this.size += 1;
    return true;
  }

  public clear(): void {
    this.size = 0;
    this.accepts = false;
    this.stamp += 1;
  }
}

/** Adds a state and all that it reaches without reading. */
function enter(states: readonly State[], set: StateSet, first: number, at: number, length: number): void {
  const pending = [first];
  while (pending.length > 0) {
    const index = pending.pop()!;
    if (!set.add(index)) continue;
    const state = states[index];
    if (state.kind === 'accept') set.accepts = true;
    else if (state.kind === 'split') pending.push(...state.nexts);
    else if ((state.kind === 'start' && at === 0) || (state.kind === 'end' && at === length)) pending.push(state.next);
  }
}

function covers(ranges: readonly CodeRange[], point: number): boolean {
  return ranges.some(([from, to]) => point >= from && point <= to);
}

function add(states: State[], state: State): number {
  states.push(state);
  return states.length - 1;
}

/** Adds the states of a node that go on to `next`; the index to enter them by. */
function build(states: State[], node: PatternNode, next: number): number {
  switch (node.kind) {
    case 'class': return add(states, { kind: 'read', ranges: node.ranges, next });
    case 'start': case 'end': return add(states, { kind: node.kind, next });
    case 'sequence': return node.items.reduceRight((after, item) => build(states, item, after), next);
    case 'choice': return add(states, { kind: 'split', nexts: node.items.map((item) => build(states, item, next)) });
    case 'repeat': return buildRepeat(states, node, next);
  }
}

function buildRepeat(states: State[], { item, min, max }: Extract<PatternNode, { kind: 'repeat' }>, next: number): number {
  let entry = next;
  if (max === Infinity) {
    const loop: { kind: 'split'; nexts: number[] } = { kind: 'split', nexts: [next] };
    entry = add(states, loop);
    loop.nexts.push(build(states, item, entry));
  } else {
    for (let optional = min; optional < max; optional += 1) {
      entry = add(states, { kind: 'split', nexts: [next, build(states, item, entry)] });
    }
  }
  for (let required = 0; required < min; required += 1) entry = build(states, item, entry);
  return entry;
}

/** States that `build` will add, without adding them. */
function sizeOf(node: PatternNode): number {
  switch (node.kind) {
    case 'class': case 'start': case 'end': return 1;
    case 'sequence': return sum(node.items);
    case 'choice': return 1 + sum(node.items);
    case 'repeat': {
      const copies = node.max === Infinity ? node.min + 1 : node.max;
      return copies === 0 ? 1 : copies * (sizeOf(node.item) + 1) + 1;
    }
  }
}

function sum(items: readonly PatternNode[]): number {
  return items.reduce((total, item) => total + sizeOf(item), 0);
}
