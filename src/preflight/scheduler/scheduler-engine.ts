import { NO_SHARE, nextShare } from './capacity-choice';
import { ANY_PROVIDER, type Chooser } from './chooser';
import type { Compiled, CompiledRequest } from './compile';
import { MAX_TASKS_PER_CALL, NOT_PLACED, type Engine } from './engine';
import { Ledger } from './ledger';
import type { Problem } from './problem';
import type { Refusal } from './refusal';
import { anyProvider, onlyProvider, refusalsForEver, refusalsNow } from './refusals';
import { UNSUITED } from './static-feasibility';
import { chooseStop, hostsOf } from './stop-choice';
import { stopRun } from './stop-run';
import type { TieBreaker } from './tie-break';

/** One ledger and one way to choose. */
export class SchedulerEngine implements Engine {
  readonly problem: Problem;
  private readonly compiled: Compiled;

  constructor(readonly ledger: Ledger, private readonly chooser: Chooser, private readonly tieBreaker: TieBreaker) {
    this.compiled = ledger.compiled;
    this.problem = this.compiled.problem;
  }

  place(request: number): number {
    const wanted = this.request(request);
    const provider = this.nextProvider(wanted);
    if (provider === NO_PROVIDER) return NOT_PLACED;
    const instance = this.chooser.choose(wanted, provider);
    if (instance !== NOT_PLACED) this.ledger.change(wanted, instance, 1);
    return instance;
  }

  placeMany(request: number, count: number): readonly number[] {
    const wanted = this.request(request);
    const tasks = Math.min(Math.floor(count), MAX_TASKS_PER_CALL);
    const placed: number[] = [];
    const provider = onlyProviderOf(wanted);
    if (provider === undefined) this.placeOverShares(wanted, tasks, placed);
    else if (this.chooser.placeRun !== undefined) this.chooser.placeRun(wanted, provider, tasks, placed);
    else while (placed.length < tasks && this.placeNext(wanted, provider, placed));
    return placed;
  }

  placeOn(request: number, instance: number): boolean {
    const wanted = this.request(request);
    this.checkInstance(instance);
    const suited = wanted.staticRefusals[this.compiled.classOf[instance]] !== UNSUITED;
    if (!suited || !this.isActive(instance) || !this.ledger.hasRoom(wanted, instance)) return false;
    this.ledger.change(wanted, instance, 1);
    return true;
  }

  stop(request: number, instance: number): void {
    if (this.countOn(request, instance) === 0) {
      throw new RangeError(`no task of ${this.request(request).source.id} runs on ${this.problem.instances[instance].id}`);
    }
    this.ledger.change(this.request(request), instance, -1);
  }

  stopOne(request: number): number {
    const instance = chooseStop(this.request(request), this.ledger, this.tieBreaker);
    if (instance !== NOT_PLACED) this.ledger.change(this.request(request), instance, -1);
    return instance;
  }

  stopMany(request: number, count: number): number {
    const wanted = this.request(request);
    const running = this.ledger.totals[wanted.index];
    if (count >= running) {
      for (const instance of hostsOf(wanted, this.ledger)) this.ledger.change(wanted, instance, -this.ledger.requestRow(wanted.index)[instance]);
      return running;
    }
    if (count > FEW && this.tieBreaker.rule.kind === 'first' && stopRun(wanted, this.ledger, count)) return count;
    const hosts = hostsOf(wanted, this.ledger);
    for (let stopped = 0; stopped < count; stopped++) {
      const instance = chooseStop(wanted, this.ledger, this.tieBreaker, hosts);
      this.ledger.change(wanted, instance, -1);
      if (this.ledger.requestRow(wanted.index)[instance] === 0) hosts.splice(hosts.indexOf(instance), 1);
    }
    return count;
  }

  lose(instance: number): readonly number[] {
    this.checkInstance(instance);
    const ended: number[] = [];
    for (const request of this.requestsOn(instance)) {
      const tasks = this.ledger.requestRow(request)[instance];
      for (let task = 0; task < tasks; task++) ended.push(request);
      this.ledger.change(this.compiled.requests[request], instance, -tasks);
    }
    this.ledger.takeOut(instance);
    return ended;
  }

  drain(instance: number): void {
    this.checkInstance(instance);
    this.ledger.takeOut(instance);
  }

  restore(instance: number): void {
    this.checkInstance(instance);
    this.ledger.bringBack(instance);
  }

  countOn(request: number, instance: number): number {
    this.checkInstance(instance);
    return this.ledger.requestRow(this.request(request).index)[instance];
  }

  requestsOn(instance: number): readonly number[] {
    this.checkInstance(instance);
    const requests: number[] = [];
    this.ledger.eachHosted(instance, (request) => requests.push(request));
    return requests;
  }

  count(request: number): number {
    return this.ledger.totals[this.request(request).index];
  }

  isActive(instance: number): boolean {
    this.checkInstance(instance);
    return this.ledger.active[instance] === 1;
  }

  remaining(instance: number): { readonly cpu: number; readonly memory: number; readonly gpus: number; readonly enis: number } {
    this.checkInstance(instance);
    const { cpu, memory, gpus, enis } = this.ledger;
    return { cpu: cpu[instance], memory: memory[instance], gpus: gpus[instance], enis: enis[instance] };
  }

  refusals(request: number): readonly Refusal[] {
    const wanted = this.request(request);
    return refusalsNow(wanted, this.ledger, onlyProvider(this.nextProvider(wanted)));
  }

  refusalsWhenEmpty(request: number): readonly Refusal[] {
    const { shares, ...rest } = this.request(request);
    const usable = shares?.filter(({ base, weight }) => base > 0 || weight > 0).map(({ provider }) => provider);
    const empty = new Ledger(this.compiled);
    this.ledger.active.forEach((active, instance) => active === 0 && empty.takeOut(instance));
    return refusalsForEver({ shares, ...rest }, empty, usable === undefined ? anyProvider : (provider) => usable.includes(provider));
  }

  mark(): number {
    return this.ledger.mark();
  }

  rollBack(mark: number): void {
    this.ledger.rollBack(mark);
  }

  /** A provider that fails keeps its part of the tasks waiting; the others go on without them. */
  private placeOverShares(request: CompiledRequest, tasks: number, placed: number[]): void {
    const shares = request.shares!;
    const waiting = new Int32Array(shares.length);
    const full = shares.map(({ base, weight }) => base <= 0 && weight <= 0);
    for (let task = 0; task < tasks && full.includes(false); task++) {
      const share = nextShare(shares, this.ledger.shareCounts[request.index], waiting);
      if (share === NO_SHARE) return;
      full[share] ||= !this.placeNext(request, shares[share].provider, placed);
      if (full[share]) waiting[share]++;
    }
  }

  private placeNext(request: CompiledRequest, provider: number, placed: number[]): boolean {
    const instance = this.chooser.choose(request, provider);
    if (instance === NOT_PLACED) return false;
    this.ledger.change(request, instance, 1);
    placed.push(instance);
    return true;
  }

  private nextProvider({ shares, index }: CompiledRequest): number {
    if (shares === undefined) return ANY_PROVIDER;
    const share = nextShare(shares, this.ledger.shareCounts[index]);
    return share === NO_SHARE ? NO_PROVIDER : shares[share].provider;
  }

  private request(index: number): CompiledRequest {
    const request = this.compiled.requests[index];
    if (request === undefined) throw new RangeError(`no request ${index}: the problem has ${this.compiled.requests.length}`);
    return request;
  }

  private checkInstance(index: number): void {
    if (this.compiled.problem.instances[index] === undefined) throw new RangeError(`no instance ${index}: the problem has ${this.problem.instances.length}`);
  }
}

/** So few tasks are sooner chosen one by one than out of sorted instances. */
const FEW = 2;

/** The capacity provider strategy has no provider that takes tasks. No instance group has this number. */
const NO_PROVIDER = -2;

/** The provider of all tasks, or undefined when each task has to be asked for its own. */
function onlyProviderOf({ shares }: CompiledRequest): number | undefined {
  if (shares === undefined) return ANY_PROVIDER;
  return shares.length === 1 && shares[0].weight > 0 ? shares[0].provider : undefined;
}
