import { shorten, text, type Property } from './property';
import { unknown, type Known } from '../../model';

/** CPU units: `256`, `"1024"`, `"1 vCPU"`, `".5 vCPU"`. */
export function cpuUnits(property: Property): Known<number> | undefined {
  return measure(property, /^(\d*\.?\d+)\s*(vcpu)?$/i, (value, unit) => unit ? value * 1024 : value, 'CPU units or vCPUs');
}

/** MiB: `512`, `"512"`, `"2 GB"`, `"0.5GB"`. */
export function memoryMiB(property: Property): Known<number> | undefined {
  return measure(property, /^(\d*\.?\d+)\s*(gb|mb)?$/i, (value, unit) => unit?.toLowerCase() === 'gb' ? value * 1024 : value, 'MiB or GB');
}

function measure(property: Property, shape: RegExp, convert: (value: number, unit?: string) => number, unit: string): Known<number> | undefined {
  const written = text(property);
  if (!written?.known) {
    return written;
  }
  const match = shape.exec(written.value.trim());
  const value = match ? convert(Number(match[1]), match[2]) : NaN;
  return Number.isFinite(value) ? { ...written, value } : unknown(`"${shorten(written.value)}" is not a number of ${unit}`, property.path);
}
