import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known, type ContainerDefinition } from '../model';

interface Release {
  /** As it stands in `OperatingSystemFamily`. */
  readonly family: RegExp;
  /** How tags of Windows images name it. */
  readonly tags: readonly string[];
  /** Releases whose containers it runs besides its own. */
  readonly runs?: readonly string[];
}

const RELEASES: readonly Release[] = [
  { family: /_2016_/, tags: ['ltsc2016', '1607'] },
  { family: /_2019_/, tags: ['ltsc2019', '1809'] },
  { family: /_2004_/, tags: ['2004'] },
  { family: /_20H2_/, tags: ['20h2'] },
  { family: /_2022_/, tags: ['ltsc2022', '20348'] },
  { family: /_2025_/, tags: ['ltsc2025', '26100'], runs: ['ltsc2022', '20348'] },
];

export const mismatchedWindowsVersion = templateRule({
  id: 'mismatched-windows-version',
  title: 'the tag of a Windows image names another release than the one its task runs on',
  viewsOf: taskViews,
  judge(view) {
    const { operatingSystemFamily: family } = view.definition;
    const host = family.known ? RELEASES.find((release) => release.family.test(family.value)) : undefined;
    if (!host || !family.known) return [];
    return containersOf(view).flatMap((container) => {
      const named = releasesIn(container);
      if (named.length === 0 || named.some((name) => [...host.tags, ...(host.runs ?? [])].includes(name))) return [];
      return [
        {
          severity: 'warning' as const,
          summary: `${containerName(container)} of ${view.subject.constructPath} has an image for ${named[0]}, and its task runs on ${family.value}`,
          notes: ['Docker will say "The container operating system does not match the host operating system"'],
          cures: [
            changeContainer(`use an image of ${containerName(container)} for ${host.tags[0]}, or set OperatingSystemFamily to its release`, container, {
              image: known(`image:${host.tags[0]}`),
            }),
          ],
        },
      ];
    });
  },
});

/** Releases that the tag names: `4.8-windowsservercore-ltsc2019`. A number alone counts where the image says that it is one of Windows. */
function releasesIn({ image }: ContainerDefinition): readonly string[] {
  const tag = image.known ? /:([A-Za-z0-9_.-]+)(?:@.*)?$/.exec(image.value)?.[1].toLowerCase() : undefined;
  if (!image.known || tag === undefined) return [];
  const isWindows = /nanoserver|servercore|windows/i.test(image.value);
  const words = tag.split(/[-_.]/);
  return RELEASES.flatMap(({ tags }) => tags).filter((name) => words.includes(name) && (isWindows || name.startsWith('ltsc')));
}
