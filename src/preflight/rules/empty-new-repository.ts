import { changeService } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { known } from '../model';

export const emptyNewRepository = templateRule({
  id: 'empty-new-repository',
  title: 'a service pulls from a repository that the same templates make, which is empty at the first deployment',
  viewsOf: siteViews,
  judge({ service, definition, site, subject }) {
    if (!definition?.containers.known || !service.desiredCount.known || service.desiredCount.value === 0) return [];
    const repositories = definition.containers.value.flatMap(({ image }) => {
      const text = image.known ? image.value : '';
      const found = [...site.repositories.values()].find(({ id }) => text.includes(`\${${id}.`) || text.includes(`\${${id}}`));
      return found ? [found] : [];
    });
    if (repositories.length === 0) return [];
    const names = [...new Set(repositories.map((repository) => repository.subject.constructPath))].join(', ');
    return [
      {
        severity: 'note' as const,
        summary: `${subject.constructPath} pulls from ${names}, which holds no image when both are made together`,
        notes: [
          'where the repository was deployed and filled before, nothing is wrong',
          'otherwise ECS will say "CannotPullContainerError", and the stack waits for an image to be pushed',
        ],
        cures: [
          siteCure(`deploy the repository first (a stack of its own, or an image asset), or start ${subject.constructPath} with DesiredCount 0`, (model) =>
            changeService(model, service.id, { desiredCount: known(0) })),
        ],
      },
    ];
  },
});
