import { templateRule, type Problem } from './template-rule';
import { taskViews, type TaskView } from './views';
import { known, mapKnown, type Volume } from '../model';

export const refusedVolume = templateRule({
  id: 'refused-volume',
  title: 'the settings of a volume exclude each other, or its operating system',
  viewsOf: taskViews,
  judge(view) {
    const volumes = view.definition.volumes.known ? view.definition.volumes.value : [];
    return volumes.flatMap((volume) => [...autoprovisioned(view, volume), ...doubled(view, volume), ...onLinux(view, volume)]);
  },
});

function autoprovisioned({ subject }: TaskView, volume: Volume): readonly Problem<TaskView>[] {
  const { dockerAutoprovision: set, dockerScope: scope } = volume;
  if (!set?.known || !scope?.known || scope.value !== 'task') return [];
  return [
    {
      severity: 'error',
      summary: `the Docker volume ${nameOf(volume)} of ${subject.constructPath} has Autoprovision ${set.value} and the scope task, which exclude each other`,
      notes: [
        set.value
          ? 'the agent will say "task scoped volume could not be autoprovisioned"'
          : "ECS will say \"When 'scope' parameter is 'task', 'autoprovision' must either not be specified or set to 'True'.\"",
      ],
      cures: [
        change(volume, `remove Autoprovision of ${nameOf(volume)}`, { dockerAutoprovision: undefined }),
        change(volume, `set Scope of ${nameOf(volume)} to shared`, { dockerScope: known('shared') }),
      ],
    },
  ];
}

function doubled({ subject }: TaskView, volume: Volume): readonly Problem<TaskView>[] {
  const { configurations } = volume;
  if (!configurations || configurations.length < 2) return [];
  return [
    {
      severity: 'error',
      summary: `the volume ${nameOf(volume)} of ${subject.constructPath} has ${configurations.join(' and ')}, and a volume has one of them`,
      cures: [change(volume, `keep one of ${configurations.join(', ')} in ${nameOf(volume)}`, { configurations: undefined })],
    },
  ];
}

function onLinux({ definition, subject }: TaskView, volume: Volume): readonly Problem<TaskView>[] {
  const { operatingSystemFamily: family } = definition;
  // Without a runtime platform a task on instances may be one of Windows all the same.
  if (volume.kind !== 'fsx' || !family.known || family.assumed !== undefined || family.value.toUpperCase() !== 'LINUX') return [];
  return [
    {
      severity: 'error',
      summary: `the volume ${nameOf(volume)} of ${subject.constructPath} is an FSx for Windows share, and its tasks run on Linux`,
      cures: [change(volume, `put ${nameOf(volume)} on Amazon EFS (EFSVolumeConfiguration)`, { kind: 'efs', fsx: undefined })],
    },
  ];
}

function change(volume: Volume, text: string, to: Partial<Volume>): NonNullable<Problem<TaskView>['cures']>[number] {
  return {
    text,
    apply: (view) => ({
      ...view,
      definition: {
        ...view.definition,
        volumes: mapKnown(view.definition.volumes, (all) => all.map((one) => (one === volume ? { ...one, ...to } : one))),
      },
    }),
  };
}

function nameOf({ name }: Volume): string {
  return name.known ? name.value : 'without a known name';
}
