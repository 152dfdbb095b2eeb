import { at, listOf, number, or, required, text, word, type Property } from './property';
import type { Known, PlacementConstraint, PlacementStrategy, StrategyItem } from '../../model';

export function readConstraints(property: Property): Known<readonly PlacementConstraint[]> {
  return or(listOf(property, (item) => ({
    type: required(word(at(item, 'Type'), ['memberOf', 'distinctInstance'] as const), at(item, 'Type')),
    expression: text(at(item, 'Expression')),
  })), [], 'no placement constraint is set', property.path);
}

export function readStrategies(property: Property): Known<readonly PlacementStrategy[]> {
  return or(listOf(property, (item) => ({
    type: required(word(at(item, 'Type'), ['spread', 'binpack', 'random'] as const), at(item, 'Type')),
    field: text(at(item, 'Field')),
  })), [], 'no placement strategy is set', property.path);
}

/** A capacity provider strategy; undefined when it is absent. `providerOf` tells what a provider is called in the model. */
export function readProviderStrategy(property: Property, providerOf: (provider: Property) => Known<string>):
Known<readonly StrategyItem[]> | undefined {
  return listOf(property, (item) => ({
    provider: providerOf(at(item, 'CapacityProvider')),
    base: or(number(at(item, 'Base')), 0, 'the base of a capacity provider is 0', at(item, 'Base').path),
    weight: or(number(at(item, 'Weight')), 0, 'the weight of a capacity provider is 0', at(item, 'Weight').path),
  }));
}
