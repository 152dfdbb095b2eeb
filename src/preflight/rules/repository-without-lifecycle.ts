import { lifecycleRules, repositories, withPolicy, type LifecycleRule } from './lifecycle-policy';
import type { PieceView } from './site';
import { templateRule, type Problem } from './template-rule';
import type { Repository } from '../model';

export const repositoryWithoutLifecycle = templateRule({
  id: 'repository-without-lifecycle',
  title: 'a repository keeps every image that is ever pushed',
  viewsOf: repositories.viewsOf,
  judge: (view) => (view.piece.lifecyclePolicy === undefined ? [without(view)] : untaggedKept(view)),
});

const KEEP: LifecycleRule = { priority: 1, tagStatus: 'any', prefixes: [], patterns: [], countType: 'imageCountMoreThan', countNumber: 100, action: 'expire' };

function without({ piece: { id, subject } }: PieceView<Repository>): Problem<PieceView<Repository>> {
  return {
    severity: 'warning',
    summary: `${subject.constructPath} has no lifecycle policy, so it keeps every image that is ever pushed`,
    notes: ['storage is paid by the month, and pushes stop when the repository has reached its quota of images'],
    cures: [repositories.cure(`add a LifecyclePolicy (lifecycleRules) to ${subject.constructPath}`, (model) => withPolicy(model, id, [KEEP]))],
  };
}

/** Where tags move, each push leaves the image that had the tag before without one. */
function untaggedKept(view: PieceView<Repository>): readonly Problem<PieceView<Repository>>[] {
  const { id, subject, immutableTags } = view.piece;
  const rules = lifecycleRules(view.piece);
  if (!rules || !immutableTags.known || immutableTags.value || rules.some(({ tagStatus }) => tagStatus === 'untagged' || tagStatus === 'any')) return [];
  const first = Math.min(...rules.map(({ priority }) => priority ?? 1));
  const rule: LifecycleRule = { ...KEEP, priority: first - 1, tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 1 };
  return [
    {
      severity: 'note',
      summary: `no rule of ${subject.constructPath} is for untagged images, and its tags may move`,
      notes: ['a push to a tag that exists leaves the image that had it untagged, for good'],
      cures: [repositories.cure(`add a rule for untagged images (lifecycleRules) to ${subject.constructPath}`, (model) => withPolicy(model, id, [...rules, rule]))],
    },
  ];
}
