import type { Catalog } from '../catalog';

const SIZES = [
  'nano',
  'micro',
  'small',
  'medium',
  'large',
  'xlarge',
  '2xlarge',
  '3xlarge',
  '4xlarge',
  '6xlarge',
  '8xlarge',
  '9xlarge',
  '10xlarge',
  '12xlarge',
  '16xlarge',
  '18xlarge',
  '24xlarge',
  '32xlarge',
  '48xlarge',
];

/** The next larger size of the same family that exists. */
export function nextSize(instanceType: string, catalog: Catalog): string | undefined {
  const [family, size] = instanceType.split('.');
  const position = SIZES.indexOf(size);
  if (position < 0) return undefined;
  return SIZES.slice(position + 1)
    .map((larger) => `${family}.${larger}`)
    .find((name) => catalog.find(name) !== undefined);
}
