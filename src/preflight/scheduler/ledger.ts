import { shareOf, type Compiled, type CompiledRequest } from './compile';
import { FlagRows } from './flag-rows';
import { MAX_RESERVED_PORTS, portIds } from './host-ports';
import type { Resources } from './problem';
import { UndoLog } from './undo-log';

/** In place of a request in the undo log: the instance was taken out of placement (1), or brought back into it (-1). */
const TAKEN_OUT = -1;

/**
 * What is left on every instance and which tasks run where: one array a dimension, indexed by instance.
 * Amounts are whole numbers below 2^53, so that every sum is exact.
 */
export class Ledger {
  readonly cpu: Float64Array;
  readonly memory: Float64Array;
  readonly gpus: Float64Array;
  readonly enis: Float64Array;
  readonly tcp: FlagRows;
  readonly udp: FlagRows;
  /** Host ports taken, those of the agent included. */
  readonly tcpReserved: Int32Array;
  readonly udpReserved: Int32Array;
  readonly active: Uint8Array;
  /** Tasks on each instance. */
  readonly running: Int32Array;
  /** Tasks of each request. */
  readonly totals: Int32Array;
  /** By counter: tasks of its group on the instances of each value. */
  readonly valueCounts: readonly Int32Array[];
  /** By request: its tasks on each share of its capacity provider strategy. */
  readonly shareCounts: readonly Int32Array[];
  /** By instance, a row of flags: the requests that have a task there. */
  private readonly hosted: FlagRows;
  private readonly requestRows: (Int32Array | undefined)[];
  private readonly groupRows: (Int32Array | undefined)[];
  private readonly noTasks: Int32Array;
  private readonly log = new UndoLog();
  private listener?: (instance: number) => void;

  constructor(readonly compiled: Compiled) {
    const { instances } = compiled.problem;
    this.cpu = amounts(compiled, 'cpu');
    this.memory = amounts(compiled, 'memory');
    this.gpus = amounts(compiled, 'gpus');
    this.enis = amounts(compiled, 'enis');
    this.tcp = new FlagRows(compiled.tcp.size, instances.length);
    this.udp = new FlagRows(compiled.udp.size, instances.length);
    instances.forEach(({ reservedTcpPorts, reservedUdpPorts }, instance) => {
      this.tcp.setAll(instance, portIds(reservedTcpPorts, compiled.tcp), true);
      this.udp.setAll(instance, portIds(reservedUdpPorts, compiled.udp), true);
    });
    this.tcpReserved = Int32Array.from(instances, ({ reservedTcpPorts }) => new Set(reservedTcpPorts).size);
    this.udpReserved = Int32Array.from(instances, ({ reservedUdpPorts }) => new Set(reservedUdpPorts).size);
    this.active = new Uint8Array(instances.length).fill(1);
    this.running = new Int32Array(instances.length);
    this.noTasks = new Int32Array(instances.length);
    this.totals = new Int32Array(compiled.requests.length);
    this.valueCounts = compiled.counters.map(({ values }) => new Int32Array(values));
    this.shareCounts = compiled.requests.map(({ shares = [] }) => new Int32Array(shares.length));
    this.hosted = new FlagRows(compiled.requests.length, instances.length);
    this.requestRows = compiled.requests.map(() => undefined);
    this.groupRows = compiled.taskGroups.map(() => undefined);
  }

  /** Tasks of a request on each instance. */
  requestRow(request: number): Int32Array {
    return this.requestRows[request] ?? this.noTasks;
  }

  /** Tasks of a task group on each instance. */
  groupRow(group: number): Int32Array {
    return this.groupRows[group] ?? this.noTasks;
  }

  /** Whether everything the task takes is left on the instance. */
  hasRoom(request: CompiledRequest, instance: number): boolean {
    return this.memory[instance] >= request.memory
      && this.cpu[instance] >= request.cpu
      && this.enis[instance] >= request.enis
      && this.gpus[instance] >= request.gpus
      && (request.tcpPorts.length === 0 || this.hasTcpPorts(request, instance))
      && (request.udpPorts.length === 0 || this.hasUdpPorts(request, instance));
  }

  /** Starts `tasks` tasks on the instance, or ends them when negative. Does not ask whether they fit. */
  change(request: CompiledRequest, instance: number, tasks: number): void {
    this.log.push(request.index, instance, tasks);
    this.apply(request, instance, tasks);
  }

  /** The instance takes no more tasks. */
  takeOut(instance: number): void {
    if (this.active[instance] === 0) return;
    this.log.push(TAKEN_OUT, instance, 1);
    this.active[instance] = 0;
    this.listener?.(instance);
  }

  /** The instance takes tasks again. */
  bringBack(instance: number): void {
    if (this.active[instance] === 1) return;
    this.log.push(TAKEN_OUT, instance, -1);
    this.active[instance] = 1;
    this.listener?.(instance);
  }

  mark(): number {
    return this.log.length;
  }

  rollBack(mark: number): void {
    this.log.undoTo(mark, (what, instance, amount) => {
      if (what === TAKEN_OUT) {
        this.active[instance] = amount > 0 ? 1 : 0;
        this.listener?.(instance);
      } else {
        this.apply(this.compiled.requests[what], instance, -amount);
      }
    });
  }

  /** Calls back with each instance that changed, at once. */
  onChange(listener: (instance: number) => void): void {
    this.listener = listener;
  }

  /** Calls back with the requests that have a task on the instance, in the order of the problem. */
  eachHosted(instance: number, visit: (request: number) => void): void {
    this.hosted.each(instance, visit);
  }

  private hasTcpPorts({ tcpPorts }: CompiledRequest, instance: number): boolean {
    return this.tcpReserved[instance] + tcpPorts.length <= MAX_RESERVED_PORTS && !this.tcp.hasAny(instance, tcpPorts);
  }

  private hasUdpPorts({ udpPorts }: CompiledRequest, instance: number): boolean {
    return this.udpReserved[instance] + udpPorts.length <= MAX_RESERVED_PORTS && !this.udp.hasAny(instance, udpPorts);
  }

  private apply(request: CompiledRequest, instance: number, tasks: number): void {
    this.cpu[instance] -= tasks * request.cpu;
    this.memory[instance] -= tasks * request.memory;
    this.gpus[instance] -= tasks * request.gpus;
    this.enis[instance] -= tasks * request.enis;
    if (request.tcpPorts.length + request.udpPorts.length > 0) this.applyPorts(request, instance, tasks);
    this.running[instance] += tasks;
    this.count(request, instance, tasks);
    this.listener?.(instance);
  }

  private applyPorts({ tcpPorts, udpPorts }: CompiledRequest, instance: number, tasks: number): void {
    this.tcpReserved[instance] += tasks * tcpPorts.length;
    this.udpReserved[instance] += tasks * udpPorts.length;
    this.tcp.setAll(instance, tcpPorts, tasks > 0);
    this.udp.setAll(instance, udpPorts, tasks > 0);
  }

  private count(request: CompiledRequest, instance: number, tasks: number): void {
    const group = this.compiled.taskGroups[request.group];
    const row = this.requestRows[request.index] ?? this.openRows(request);
    row[instance] += tasks;
    if (group.requests.length > 1) this.groupRows[request.group]![instance] += tasks;
    this.hosted.set(instance, request.index, row[instance] > 0);
    this.totals[request.index] += tasks;
    for (let at = 0; at < group.counters.length; at++) {
      const counter = group.counters[at];
      this.valueCounts[counter][this.compiled.counters[counter].valueOf[instance]] += tasks;
    }
    if (request.shares === undefined) return;
    const share = shareOf(request, this.compiled.providerOf[instance]);
    if (share >= 0) this.shareCounts[request.index][share] += tasks;
  }

  /** Rows exist from the first task on; a group of one request shares its row. */
  private openRows(request: CompiledRequest): Int32Array {
    const row = new Int32Array(this.running.length);
    this.requestRows[request.index] = row;
    const alone = this.compiled.taskGroups[request.group].requests.length === 1;
    this.groupRows[request.group] ??= alone ? row : new Int32Array(this.running.length);
    return row;
  }
}

/** What the instances register: whole, not negative, and at most 2^53 - 1, beyond which sums are not exact. */
function amounts({ problem }: Compiled, dimension: keyof Resources): Float64Array {
  return Float64Array.from(problem.instances, ({ id, registered }) => {
    const amount = registered[dimension];
    if (Number.isNaN(amount)) throw new RangeError(`registered.${dimension} of ${id} must be a number`);
    return Math.min(Math.max(Math.floor(amount), 0), Number.MAX_SAFE_INTEGER);
  });
}
