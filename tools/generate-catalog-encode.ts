import { ARCHITECTURE_CODES, HYPERVISOR_CODES, type PackedNames } from '../src/facts/instance-types/decode';
import type { InstanceTypeFacts } from '../src/facts/instance-types/instance-type-facts';

/** Families in the packed form that `src/facts/instance-types/decode.ts` reads. */
export function encodeFamilies(types: readonly InstanceTypeFacts[], names: PackedNames): ReadonlyMap<string, string> {
  const families = new Map<string, InstanceTypeFacts[]>();
  for (const type of [...types].sort(byFamilyAndSize)) {
    const family = familyOf(type);
    families.set(family, [...families.get(family) ?? [], type]);
  }
  return new Map([...families].map(([family, members]) => [family, encodeFamily(members, names)]));
}

/** Names in use, in a stable order. */
export function namesOf(types: readonly InstanceTypeFacts[]): PackedNames {
  return {
    gpuModels: [...new Set(types.flatMap((type) => type.gpus.model ?? []))].sort(),
    accelerators: [...new Set(types.flatMap((type) => type.otherAccelerators.map(({ name }) => name)))].sort(),
  };
}

function encodeFamily(members: readonly InstanceTypeFacts[], { gpuModels, accelerators }: PackedNames): string {
  const first = members.find((type) => !type.bareMetal) ?? members[0];
  const hypervisor = codeOf(HYPERVISOR_CODES, first.bareMetal ? undefined : first.hypervisor);
  const model = first.gpus.model === undefined ? '' : String(gpuModels.indexOf(first.gpus.model));
  const header = `${codeOf(ARCHITECTURE_CODES, mainArchitecture(first))}${hypervisor}${first.burstable ? 't' : '-'}${model}`;
  return [header, ...members.map((type) => encodeRow(type, accelerators))].join(';');
}

function encodeRow(type: InstanceTypeFacts, accelerators: readonly string[]): string {
  const memory = type.memoryMiB % 1024 === 0 ? String(type.memoryMiB / 1024) : `${type.memoryMiB}m`;
  return [
    sizeOf(type), type.vcpu, memory, type.maxEni, type.trunkTaskLimit,
    ...(type.onDemandUsdPerHour === undefined ? [] : [String(type.onDemandUsdPerHour).replace(/^0\./, '.')]),
    ...(type.bareMetal ? ['b'] : []),
    ...(type.architectures.includes('i386') ? ['i'] : []),
    ...(type.gpus.count > 0 ? [`g${type.gpus.count}`] : []),
    ...type.otherAccelerators.map(({ name, count }) => `a${accelerators.indexOf(name)}:${count}`),
    ...(type.availability === 'offered' ? [] : [type.availability === 'retired' ? 'r' : 'p']),
  ].join(' ');
}

function codeOf<T>(codes: Readonly<Record<string, T>>, value: T): string {
  const code = Object.keys(codes).find((key) => codes[key] === value);
  if (code === undefined) throw new Error(`no code for ${String(value)}`);
  return code;
}

function mainArchitecture(type: InstanceTypeFacts) {
  return type.architectures.filter((name) => name !== 'i386')[0];
}

function familyOf(type: InstanceTypeFacts): string {
  return type.name.slice(0, type.name.indexOf('.'));
}

function sizeOf(type: InstanceTypeFacts): string {
  return type.name.slice(type.name.indexOf('.') + 1);
}

function byFamilyAndSize(a: InstanceTypeFacts, b: InstanceTypeFacts): number {
  const [left, right] = [familyOf(a), familyOf(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a.vcpu - b.vcpu || a.memoryMiB - b.memoryMiB || (a.name < b.name ? -1 : 1);
}
