import type { Site } from './site';
import type { Severity } from '../findings';

/** How sure one can be that nothing else opens or allows something: a nested stack or a macro that was not read may do so. */
export function sureness({ model }: Site): { readonly severity: Extract<Severity, 'error' | 'warning'>; readonly notes: readonly string[] } {
  return (model.unread ?? 0) === 0 ? { severity: 'error', notes: [] }
    : { severity: 'warning', notes: ['a nested stack or a macro that was not read may add to it'] };
}
