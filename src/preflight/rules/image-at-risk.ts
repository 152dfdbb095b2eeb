import { lifecycleRules, matchesTag, repositories, withPolicy } from './lifecycle-policy';
import type { PieceView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type Repository } from '../model';

export const imageAtRisk = templateRule({
  id: 'image-at-risk',
  title: 'an image that tasks run can be expired or archived by the lifecycle policy, or replaced under its tag',
  viewsOf: repositories.viewsOf,
  judge: (view) => usedTags(view).flatMap((tag) => [...expiring(view, tag), ...moving(view, tag)]),
});

/** Tags of the repository that task definitions of the input name. */
function usedTags({ piece: { id, name }, site }: PieceView<Repository>): readonly string[] {
  const tags = new Set<string>();
  for (const { containers } of site.model.taskDefinitions) {
    for (const { image } of containers.known ? containers.value : []) {
      const text = image.known ? image.value : '';
      const ours = text.includes(`\${${id}.`) || text.includes(`\${${id}}`) || (name.known && text.includes(`/${name.value}:`));
      const tag = ours && !text.includes('@') ? /:([A-Za-z0-9_][A-Za-z0-9_.-]*)$/.exec(text)?.[1] : undefined;
      if (tag !== undefined) tags.add(tag);
    }
  }
  return [...tags].sort();
}

function expiring({ piece: repository }: PieceView<Repository>, tag: string): readonly Problem<PieceView<Repository>>[] {
  const rules = lifecycleRules(repository) ?? [];
  const ordered = [...rules].sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const rule = ordered.find((one) => matchesTag(one, tag));
  // A count keeps the newest images, and what is deployed is among those as a rule.
  const archives = rule?.action === 'transition';
  if (rule?.countType !== 'sinceImagePushed' && !(archives && rule.countType === 'sinceImagePulled')) return [];
  const { subject, id } = repository;
  const verb = archives ? 'archive' : 'expire';
  const since = rule.countType === 'sinceImagePulled' ? 'they were last pulled, and a task that runs pulls nothing' : 'they were pushed, in use or not';
  return [
    {
      severity: 'warning',
      summary: `rule ${rule.priority} of ${subject.constructPath} can ${verb} ${tag}, which tasks run`,
      notes: [
        `it ${verb}s images ${rule.countNumber} days after ${since}`,
        `a task that starts after that ends with "CannotPullContainerError"${archives ? ', until the image is restored' : ''}`,
      ],
      cures: [
        repositories.cure(`let rule ${rule.priority} of ${subject.constructPath} select tags that no task runs (tagPatternList)`, (model) =>
          withPolicy(
            model,
            id,
            rules.filter((one) => one !== rule),
          ),
        ),
      ],
    },
  ];
}

function moving({ piece: { immutableTags, subject, id } }: PieceView<Repository>, tag: string): readonly Problem<PieceView<Repository>>[] {
  if (tag !== 'latest' || !immutableTags.known || immutableTags.value) return [];
  return [
    {
      severity: 'warning',
      summary: `tasks run latest of ${subject.constructPath}, whose tags may move`,
      notes: [
        'a service looks the tag up once for each deployment, so what a rollback of the stack or the next deployment starts is whatever was pushed last',
        'a task that no service runs starts whatever was pushed last at any time',
      ],
      cures: [
        repositories.cure(
          `set ImageTagMutability (imageTagMutability) of ${subject.constructPath} to IMMUTABLE, and deploy a tag for each build`,
          (model) => ({
            ...model,
            repositories: model.repositories?.map((one) => (one.id === id ? { ...one, immutableTags: known(true) } : one)),
          }),
        ),
      ],
    },
  ];
}
