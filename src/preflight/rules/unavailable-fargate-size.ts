import { templateRule } from './template-rule';
import { isForFargate, taskViews } from './views';
import { FARGATE_SIZES, fargateMemoryFor, smallestFargateSize } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const unavailableFargateSize = templateRule({
  id: 'unavailable-fargate-size',
  title: 'a task for Fargate has a size that Fargate does not have',
  viewsOf: taskViews,
  judge(view) {
    const { cpuUnits: cpu, memoryMiB: memory, operatingSystemFamily, subject } = view.definition;
    if (!isForFargate(view) || !operatingSystemFamily.known || (cpu && !cpu.known) || (memory && !memory.known)) return [];
    const os = /^windows/i.test(operatingSystemFamily.value) ? 'windows' : 'linux';
    const offered = cpu ? fargateMemoryFor(cpu.value, os) : undefined;
    if (cpu && memory && offered?.includes(memory.value)) return [];
    const fit = smallestFargateSize(cpu?.value ?? 256, memory?.value ?? 512, os);
    // The sizes of 32 vCPU are new, and more of them may come.
    const unsure = cpu?.value === 32_768;
    const asked = `${cpu ? `${number(cpu.value)} CPU units` : 'no Cpu'} and ${memory ? `${number(memory.value)} MiB` : 'no Memory'}`;
    return [
      {
        severity: unsure ? ('warning' as const) : ('error' as const),
        summary: `${subject.constructPath} has ${asked}, which is no size of Fargate`,
        evidence: [
          {
            kind: 'table' as const,
            columns: ['CPU units', 'memory in MiB'],
            rows:
              offered && cpu
                ? [{ cells: [number(cpu.value), rangeText(offered)] }]
                : FARGATE_SIZES.filter((size) => os === 'linux' || size.windows).map((size) => ({
                  cells: [number(size.cpuUnits), rangeText(size.memoryMiB)],
                })),
          },
        ],
        notes: ['ECS will say "No Fargate configuration exists for given values"'],
        cures: fit
          ? [
            {
              text: `set Cpu (cpu) to ${number(fit.cpuUnits)} and Memory (memoryLimitMiB) to ${number(fit.memoryMiB)}, the smallest size that holds it`,
              apply: (changed) => ({
                ...changed,
                definition: { ...changed.definition, cpuUnits: known(fit.cpuUnits), memoryMiB: known(fit.memoryMiB) },
              }),
            },
          ]
          : [],
      },
    ];
  },
});

function rangeText(memory: readonly number[]): string {
  return memory.length <= 4
    ? memory.map(number).join(', ')
    : `${number(memory[0])} to ${number(memory[memory.length - 1])} in steps of ${number(memory[1] - memory[0])}`;
}
