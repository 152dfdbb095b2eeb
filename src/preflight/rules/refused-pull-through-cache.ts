import { pieces, type PieceView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type PullThroughCacheRule } from '../model';

const rules = pieces<PullThroughCacheRule>((model) => model.pullThroughCacheRules);

type RuleView = PieceView<PullThroughCacheRule>;

const PREFIX = 'ecr-pullthroughcache/';

export const refusedPullThroughCache = templateRule({
  id: 'refused-pull-through-cache',
  title: 'a pull-through cache rule has no credentials for its upstream, or a secret that Amazon ECR does not take',
  viewsOf: rules.viewsOf,
  judge: (view) => [...noCredential(view), ...otherName(view)],
});

/** Registries that Amazon ECR only takes with a secret. */
const AUTHENTICATED = /^(registry-1\.docker\.io|docker-hub|ghcr\.io|github-container-registry|registry\.gitlab\.com|gitlab-container-registry|.+\.azurecr\.io|azure-container-registry)$/;

function noCredential({ piece: rule, subject }: RuleView): readonly Problem<RuleView>[] {
  const { upstreamRegistry: upstream } = rule;
  if (rule.credential !== undefined || !upstream.known || !AUTHENTICATED.test(upstream.value)) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} caches ${upstream.value} without CredentialArn, and Amazon ECR takes that registry with credentials only`,
      cures: [withCredential(rule, `set CredentialArn of ${subject.constructPath} to a secret named ${PREFIX}...`)],
    },
  ];
}

function otherName({ piece: rule, site, subject }: RuleView): readonly Problem<RuleView>[] {
  if (!rule.credential?.known) return [];
  const secret = site.declared.get(rule.credential.value);
  const declared = secret?.type === 'AWS::SecretsManager::Secret' && secret.name.known ? secret.name.value : undefined;
  const name = declared ?? /^arn:[^:]+:secretsmanager:[^:]+:[^:]+:secret:(.+)$/.exec(rule.credential.value)?.[1];
  if (name === undefined || name.startsWith(PREFIX) || name.startsWith('${')) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} takes its credentials from the secret ${name}, and Amazon ECR takes only names that begin with ${PREFIX}`,
      cures: [withCredential(rule, `rename the secret from ${name} to ${PREFIX}${name.split('/').pop() ?? ''}`)],
    },
  ];
}

function withCredential({ id }: PullThroughCacheRule, text: string) {
  return rules.cure(text, (model) => ({
    ...model,
    pullThroughCacheRules: model.pullThroughCacheRules?.map((one) =>
      (one.id === id ? { ...one, credential: known(`arn:aws:secretsmanager:us-east-1:123456789012:secret:${PREFIX}upstream-AbCdEf`) } : one)),
  }));
}
