import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const floatingImageTag = templateRule({
  id: 'floating-image-tag',
  title: 'an image has no tag, or the tag latest, so tasks of one revision may run different images',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    if (!container.image.known) return [];
    const image = container.image.value;
    // What is no name of an image is told by itself, and has no tag to move.
    if (!/^[\w./:@{}$-]+$/.test(image)) return [];
    const last = image.slice(image.lastIndexOf('/') + 1);
    const floating = !image.includes('@') && !image.includes('${') && !image.includes('{{resolve:') && (!last.includes(':') || last.endsWith(':latest'));
    if (!floating) return [];
    return [
      {
        severity: 'warning' as const,
        summary: `${containerName(container)} of ${view.subject.constructPath} runs ${image}, whose tag moves`,
        notes: ['a rollback starts the same tag, and with it whatever image the tag has come to name'],
        cures: [
          changeContainer(`name a version in Image of ${containerName(container)}: a tag that is never moved, or a digest`, container, { image: known(`${image.replace(/:latest$/, '')}:1.0.0`) }),
        ],
      },
    ];
  }),
});
