import type { InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';

/** Families of general use tell the maker of their processor: `a` is AMD, `g` is Graviton, `i` or none is Intel. */
const GENERAL = /^(?:c|m|r|t|x|z|i|d|h|im|is|hpc)\d+([a-z]*)/;

/** Who may have made the processor of a type, by the name of its family; several where the name does not tell. */
export function cpuManufacturers(type: InstanceTypeFacts): readonly string[] {
  if (type.architectures.includes('arm64')) return ['amazon-web-services'];
  if (type.architectures.some((one) => one.endsWith('_mac'))) return type.architectures.includes('arm64_mac') ? ['apple'] : ['intel'];
  const family = type.name.slice(0, type.name.indexOf('.'));
  const suffix = GENERAL.exec(family)?.[1];
  if (suffix === undefined) return ['intel', 'amd'];
  return suffix.startsWith('a') ? ['amd'] : ['intel'];
}
