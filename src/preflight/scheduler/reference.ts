import { ChangingConstraints } from './changing-constraint';
import type { Chooser } from './chooser';
import type { CompiledRequest, Rule } from './compile';
import { NOT_PLACED } from './engine';
import type { Ledger } from './ledger';
import { holds, SUITED } from './static-feasibility';
import type { TieBreaker } from './tie-break';

/**
 * How Amazon ECS chooses the container instance of one task (developer guide, "task placement"):
 * 1. the instances that satisfy the CPU, GPU, memory and port requirements,
 * 2. of these, the ones that satisfy the placement constraints,
 * 3. of these, the ones that satisfy the placement strategies best, one strategy after the other,
 * 4. one of these.
 * This is the specification of the other engines: one scan per step, nothing remembered between tasks.
 */
export class ReferenceChooser implements Chooser {
  private readonly candidates: Int32Array;
  private readonly constraints: ChangingConstraints;

  constructor(private readonly ledger: Ledger, private readonly tieBreaker: TieBreaker) {
    this.candidates = new Int32Array(ledger.running.length);
    this.constraints = new ChangingConstraints(ledger);
  }

  choose(request: CompiledRequest, provider: number): number {
    let count = this.filter(request, provider);
    for (let at = 0; at < request.rules.length && count > 1; at++) count = this.narrow(count, request.rules[at], request);
    return count === 0 ? NOT_PLACED : this.tieBreaker.forStart({ instances: this.candidates, count }, request, this.ledger);
  }

  /** Keeps the feasible instances, in the order of the problem; their number. */
  private filter(request: CompiledRequest, provider: number): number {
    let count = 0;
    for (let instance = 0; instance < this.candidates.length; instance++) {
      if (this.isFeasible(request, instance, provider)) this.candidates[count++] = instance;
    }
    return count;
  }

  private isFeasible(request: CompiledRequest, instance: number, provider: number): boolean {
    const { compiled, active } = this.ledger;
    return active[instance] === 1
      && (provider < 0 || compiled.providerOf[instance] === provider)
      && this.ledger.hasRoom(request, instance)
      && request.staticRefusals[compiled.classOf[instance]] === SUITED
      && (request.changing.length === 0 || this.constraintsHold(request, instance))
      && (!request.alone || this.ledger.groupRow(request.group)[instance] === 0);
  }

  private constraintsHold(request: CompiledRequest, instance: number): boolean {
    return request.changing.every((expression) => holds(request.source, this.constraints.truthOf(expression, instance)));
  }

  /** Keeps the candidates that the strategy likes best; their number. */
  private narrow(count: number, rule: Rule, request: CompiledRequest): number {
    switch (rule.kind) {
      case 'spread-instance': return this.keepLeast(count, this.ledger.groupRow(request.group));
      case 'spread-value': return this.keepLeastSpread(count, rule.counter);
      case 'binpack': return this.keepLeast(count, this.ledger[rule.by]);
      case 'random': {
        this.candidates[0] = this.tieBreaker.any({ instances: this.candidates, count });
        return 1;
      }
    }
  }

  private keepLeast(count: number, keys: Int32Array | Float64Array): number {
    let least = Infinity;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const instance = this.candidates[at];
      const key = keys[instance];
      if (key > least) continue;
      if (key < least) [least, kept] = [key, 0];
      this.candidates[kept++] = instance;
    }
    return kept;
  }

  /** Keeps the instances whose value (of a zone, of an attribute) has the fewest tasks of the group. */
  private keepLeastSpread(count: number, counter: number): number {
    const { valueOf } = this.ledger.compiled.counters[counter];
    const tasks = this.ledger.valueCounts[counter];
    let least = Infinity;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const instance = this.candidates[at];
      const key = tasks[valueOf[instance]];
      if (key > least) continue;
      if (key < least) [least, kept] = [key, 0];
      this.candidates[kept++] = instance;
    }
    return kept;
  }
}
