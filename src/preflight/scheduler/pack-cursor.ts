import type { CompiledRequest } from './compile';
import { isBefore } from './indexed';
import type { RunCursor } from './lane';
import type { Ledger } from './ledger';
import { NONE } from './pool';
import type { Part, RoomIndex } from './room-index';

/**
 * Hands out the instances of a part for the tasks of one run, least left first. Each instance that is handed out must be filled
 * before the next is asked for, and nothing else may change meanwhile. The task must need some of the dimension: then
 * an instance that got one has less left than all others, and is the next choice until it is full.
 */
export class PackCursor implements RunCursor {
  /** The choice of each pool. */
  private readonly choices: Int32Array;
  /** What each choice had left when it was found. What has less takes no task of the run any more. */
  private readonly levels: Float64Array;
  private last = NONE;

  constructor(
    private readonly request: CompiledRequest,
    private readonly by: 'cpu' | 'memory',
    private readonly ledger: Ledger,
    private readonly index: RoomIndex,
    private readonly part: Part,
  ) {
    this.choices = new Int32Array(part.pools.length);
    this.levels = new Float64Array(part.pools.length).fill(request[by]);
    for (let at = 0; at < this.choices.length; at++) this.search(at);
  }

  /** The next instance, or NONE when none has room. */
  next(): number {
    if (this.last !== NONE) {
      this.index.update();
      this.search(this.last);
    }
    this.last = this.foremost();
    return this.last === NONE ? NONE : this.choices[this.last];
  }

  room(instance: number): number {
    const { request } = this;
    if (request.alone || request.tcpPorts.length + request.udpPorts.length > 0) return 1;
    const { cpu, memory, gpus, enis } = this.ledger;
    return Math.min(
      quotient(cpu[instance], request.cpu),
      quotient(memory[instance], request.memory),
      quotient(gpus[instance], request.gpus),
      quotient(enis[instance], request.enis),
    );
  }

  private search(at: number): void {
    const choice = this.index.packedBy(this.by)[this.part.pools[at]].find(this.request, this.levels[at], NONE);
    this.choices[at] = choice;
    if (choice !== NONE) this.levels[at] = this.ledger[this.by][choice];
  }

  private foremost(): number {
    const left = this.ledger[this.by];
    const tasks = this.ledger.groupRow(this.request.group);
    let best = NONE;
    for (let at = 0; at < this.choices.length; at++) {
      if (this.choices[at] === NONE) continue;
      if (best === NONE || isBefore(this.choices[at], this.choices[best], left, tasks)) best = at;
    }
    return best;
  }
}

function quotient(left: number, needed: number): number {
  return needed === 0 ? Infinity : Math.floor(left / needed);
}
