import type { Cure } from './template-rule';
import type { ServiceView } from './views';
import type { Service } from '../model';

/** A cure that changes the service of a view. */
export function serviceCure<V extends ServiceView>(text: string, change: Partial<Service>): Cure<V> {
  return { text, apply: (view) => ({ ...view, service: { ...view.service, ...change } }) };
}
