import type { Capacity } from '../model';

/** What a strategy calls a provider: the path of its construct where the input declares it, else its name. */
export function strategyProviderName(name: string, capacities: readonly Capacity[]): string {
  const capacity = capacities.find(({ id }) => id === name);
  if (!capacity) return name;
  return capacity.kind === 'instance-group' && capacity.provider ? capacity.provider.subject.constructPath : capacity.subject.constructPath;
}
