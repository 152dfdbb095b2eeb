import type { CompiledRequest } from './compile';
import { isOpen, type LeastNeeds } from './least-needs';
import type { Ledger } from './ledger';

/** Instances are skipped in blocks of this many. */
const BLOCK = 32;

/** No instance. */
export const NONE = -1;

/**
 * Instances that are alike to every request, in the order of the problem. Each block knows what its instances have left at
 * most; a bound may be too high, never too low, and is corrected when a search finds nothing in the block.
 */
export class Pool {
  private readonly cpuBounds: Float64Array;
  private readonly memoryBounds: Float64Array;
  private readonly eniBounds: Float64Array;
  /** 1 where an instance changed since the bounds were corrected. */
  private readonly stale: Uint8Array;

  /** `places` tells where each instance stands among the members of its pool. */
  constructor(
    private readonly ledger: Ledger,
    private readonly least: LeastNeeds,
    readonly members: Int32Array,
    private readonly places: Int32Array,
  ) {
    const blocks = Math.ceil(members.length / BLOCK);
    this.cpuBounds = new Float64Array(blocks).fill(Infinity);
    this.memoryBounds = new Float64Array(blocks).fill(Infinity);
    this.eniBounds = new Float64Array(blocks).fill(Infinity);
    this.stale = new Uint8Array(blocks).fill(1);
  }

  /** What is left on an instance changed. */
  raise(instance: number): void {
    const block = Math.floor(this.places[instance] / BLOCK);
    this.stale[block] = 1;
    this.cpuBounds[block] = Math.max(this.cpuBounds[block], this.ledger.cpu[instance]);
    this.memoryBounds[block] = Math.max(this.memoryBounds[block], this.ledger.memory[instance]);
    this.eniBounds[block] = Math.max(this.eniBounds[block], this.ledger.enis[instance]);
  }

  /** The first place from `place` on whose instance takes the task, or NONE. */
  nextFit(request: CompiledRequest, place: number): number {
    const { members } = this;
    let at = place;
    while (at < members.length) {
      const block = Math.floor(at / BLOCK);
      const end = Math.min((block + 1) * BLOCK, members.length);
      if (this.mayTake(block, request)) {
        const start = at;
        for (; at < end; at++) if (takes(this.ledger, request, members[at])) return at;
        if (start === block * BLOCK && this.stale[block] === 1) this.tighten(block, end);
      }
      at = end;
    }
    return NONE;
  }

  private mayTake(block: number, { cpu, memory, enis }: CompiledRequest): boolean {
    return this.cpuBounds[block] >= cpu && this.memoryBounds[block] >= memory && this.eniBounds[block] >= enis;
  }

  private tighten(block: number, end: number): void {
    let cpu = -1;
    let memory = -1;
    let enis = -1;
    for (let at = block * BLOCK; at < end; at++) {
      const instance = this.members[at];
      if (!isOpen(this.ledger, this.least, instance)) continue;
      cpu = Math.max(cpu, this.ledger.cpu[instance]);
      memory = Math.max(memory, this.ledger.memory[instance]);
      enis = Math.max(enis, this.ledger.enis[instance]);
    }
    this.cpuBounds[block] = cpu;
    this.memoryBounds[block] = memory;
    this.eniBounds[block] = enis;
    this.stale[block] = 0;
  }
}

/** Whether an instance of a suited class takes one more task. */
export function takes(ledger: Ledger, request: CompiledRequest, instance: number): boolean {
  return ledger.hasRoom(request, instance)
    && ledger.active[instance] === 1
    && (!request.alone || ledger.groupRow(request.group)[instance] === 0);
}
