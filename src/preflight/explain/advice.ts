import type { Change } from './change';
import type { Finding } from '../findings';

/** Changes that held, as a finding has them. */
export type Advice = Pick<Finding, 'help' | 'cures'>;

/** A change, and half a sentence about what the simulation found after it; empty where nothing had to be simulated. */
interface Held {
  readonly change: Change;
  readonly found: string;
}

export function adviceOf(held: readonly Held[]): Advice {
  const told = held.map(({ change, found }) => ({ help: found === '' ? change.text : `${change.text}; ${found}`, edits: change.edits ?? [] }));
  const cures = told.filter(({ edits }) => edits.length > 0);
  return { help: told.map(({ help }) => help), ...(cures.length > 0 ? { cures } : {}) };
}
