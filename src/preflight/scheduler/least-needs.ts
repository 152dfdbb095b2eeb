import type { CompiledRequest } from './compile';
import type { Ledger } from './ledger';

/** The least that any request needs of each dimension. An instance with less left takes no task whatever. */
export interface LeastNeeds {
  readonly cpu: number;
  readonly memory: number;
}

export function leastNeeds(requests: readonly CompiledRequest[]): LeastNeeds {
  return {
    cpu: requests.reduce((least, { cpu }) => Math.min(least, cpu), Infinity),
    memory: requests.reduce((least, { memory }) => Math.min(least, memory), Infinity),
  };
}

/** Whether an instance may take any task at all. */
export function isOpen(ledger: Ledger, least: LeastNeeds, instance: number): boolean {
  return ledger.active[instance] === 1 && ledger.cpu[instance] >= least.cpu && ledger.memory[instance] >= least.memory;
}
