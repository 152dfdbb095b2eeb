import { registeredGpus, type Catalog, type InstanceTypeFacts } from '../catalog';

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

/** The next larger size of the same family that exists, and that has more GPUs where those are what is short. */
export function nextSize(instanceType: string, catalog: Catalog, moreGpus = false): string | undefined {
  const [family, size] = instanceType.split('.');
  const position = SIZES.indexOf(size);
  if (position < 0) return undefined;
  const has = gpusOf(catalog.find(instanceType));
  return SIZES.slice(position + 1)
    .map((larger) => `${family}.${larger}`)
    .find((name) => {
      const type = catalog.find(name);
      return type !== undefined && (!moreGpus || has === 0 || gpusOf(type) > has);
    });
}

function gpusOf(type: InstanceTypeFacts | undefined): number {
  const gpus = type && registeredGpus(type);
  return gpus?.known ? gpus.value : 0;
}
