import { CATALOG, withOverrides, type Catalog } from './catalog';
import type { CustomInstanceType } from './custom-instance-type';

/** The catalog as it ships, with facts over it. */
export function catalogWith(instanceTypes: readonly CustomInstanceType[]): Catalog {
  return instanceTypes.reduce<Catalog>((base, { name, gpuCount, ...facts }) => {
    const gpus = gpuCount === undefined ? {} : { gpus: { count: gpuCount, ...(gpuCount > 0 ? { model: base.find(name)?.gpus.model ?? 'custom' } : {}) } };
    const given = Object.fromEntries(Object.entries({ ...facts, ...gpus }).filter(([, value]) => value !== undefined));
    const result = withOverrides({ [name]: given }, base);
    if (!result.ok) throw new Error(`instance type ${result.errors.join('; instance type ')}`);
    return result.catalog;
  }, CATALOG);
}
