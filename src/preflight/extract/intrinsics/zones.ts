import { list, scalar, unresolved, type Value } from './value';
import type { Stack } from '../template/stack';

/** Zones that an account can use in a region, as AWS lists them publicly; an account may see fewer. */
const ZONE_COUNTS: Readonly<Record<string, number>> = {
  'us-east-1': 6,
  'us-east-2': 3,
  'us-west-1': 2,
  'us-west-2': 4,
  'ca-central-1': 3,
  'ca-west-1': 3,
  'mx-central-1': 3,
  'sa-east-1': 3,
  'eu-central-1': 3,
  'eu-central-2': 3,
  'eu-west-1': 3,
  'eu-west-2': 3,
  'eu-west-3': 3,
  'eu-north-1': 3,
  'eu-south-1': 3,
  'eu-south-2': 3,
  'ap-northeast-1': 3,
  'ap-northeast-2': 4,
  'ap-northeast-3': 3,
  'ap-southeast-1': 3,
  'ap-southeast-2': 3,
  'ap-southeast-3': 3,
  'ap-southeast-4': 3,
  'ap-southeast-5': 3,
  'ap-southeast-7': 3,
  'ap-south-1': 3,
  'ap-south-2': 3,
  'ap-east-1': 3,
  'ap-east-2': 3,
  'me-south-1': 3,
  'me-central-1': 3,
  'il-central-1': 3,
  'af-south-1': 3,
  'cn-north-1': 2,
  'cn-northwest-1': 3,
  'us-gov-east-1': 3,
  'us-gov-west-1': 3,
};

/** All zones of a region. */
export function zonesOf(region: Value, stack: Stack): Value {
  const name = regionName(region, stack);
  const count = name === undefined ? undefined : ZONE_COUNTS[name];
  if (name === undefined || count === undefined) {
    return unresolved(name === undefined ? 'the region is not given, and with it the number of zones' : `the number of zones of ${name} is not known`);
  }
  return list(Array.from({ length: count }, (_, index) => scalar(`${name}${letter(index)}`)), assumption(name, count));
}

/** The zone at a position: the letters of the region, or a placeholder where the region is not given. */
export function zoneOf(region: Value, index: number, stack: Stack): Value {
  const name = regionName(region, stack);
  if (name === undefined) {
    return scalar(`zone-${index + 1}`, 'the region is not given, so zones are numbered');
  }
  const count = ZONE_COUNTS[name];
  if (count !== undefined && index >= count) {
    return unresolved(`zone ${index + 1} of ${name} is asked for, and it has ${count}`);
  }
  return scalar(`${name}${letter(index)}`, count === undefined ? `the zones of ${name} are named by letters in order` : assumption(name, count));
}

function assumption(region: string, count: number): string {
  return `${region} has ${count} zones, named by letters in order`;
}

function regionName(region: Value, stack: Stack): string | undefined {
  if (region.kind === 'scalar' && region.value !== '') {
    return String(region.value);
  }
  return region.kind === 'unresolved' ? undefined : stack.region;
}

function letter(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}
