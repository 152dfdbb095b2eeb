import { declaredSubnets } from './blocked-start';
import { changeContainers, changeRole } from './change-model';
import { isForFargateService } from './fargate-service';
import { withNat } from './no-way-out';
import { neverAllowed, withStatement } from './role-questions';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { wayTo } from './way-to';
import { known, type PullThroughCacheRule } from '../model';

/** An image that is pulled through a rule of the input. */
interface Cached {
  readonly image: string;
  /** Name of the repository in the registry of the account, prefix and all, without its tag. */
  readonly repository: string;
  readonly rule: PullThroughCacheRule;
  readonly prefix: string;
}

export const incompletePullThroughCache = templateRule({
  id: 'incomplete-pull-through-cache',
  title: 'the first pull of an image through a cache rule of the input fails',
  viewsOf: siteViews,
  judge(view) {
    const cached = cachedImages(view);
    return cached.length === 0 ? [] : [...official(view, cached), ...roleLacks(view, cached), ...endpointsOnly(view, cached)];
  },
});

function cachedImages({ definition, site }: SiteView): readonly Cached[] {
  const containers = definition?.containers.known ? definition.containers.value : [];
  return containers.flatMap(({ image }): readonly Cached[] => {
    const repository = image.known ? /\.dkr[.-]ecr[.-][^/]+\/([^:@]+)/.exec(image.value)?.[1] : undefined;
    const rule = (site.model.pullThroughCacheRules ?? []).find(({ prefix }) => prefix.known && repository?.startsWith(`${prefix.value}/`));
    return image.known && repository !== undefined && rule?.prefix.known ? [{ image: image.value, repository, rule, prefix: rule.prefix.value }] : [];
  });
}

/** Docker Hub keeps its official images under `library/`, which Docker adds for itself and a cache does not. */
function official(view: SiteView, cached: readonly Cached[]): readonly Problem<SiteView>[] {
  return cached.flatMap(({ image, repository, rule, prefix }): readonly Problem<SiteView>[] => {
    const { upstreamRegistry: upstream, upstreamPrefix } = rule;
    const name = repository.slice(prefix.length + 1);
    if (!upstream.known || !/^(registry-1\.docker\.io|docker-hub)$/.test(upstream.value) || name.includes('/') || upstreamPrefix !== undefined) return [];
    const full = image.replace(`/${repository}`, `/${prefix}/library/${name}`);
    return [
      {
        severity: 'warning',
        summary: `${view.subject.constructPath} pulls ${repository} through ${rule.subject.constructPath}, and Docker Hub has it as library/${name}`,
        notes: ['official images of Docker Hub are pulled with library/ through a cache; without it the registry answers 403'],
        cures: [
          siteCure(`set Image from ${image} to ${full}`, (model) => (view.definition ? changeContainers(model, view.definition.id, (container) =>
            (container.image.known && container.image.value === image ? { ...container, image: known(full) } : container)) : model)),
        ],
      },
    ];
  });
}

/** The role of the task imports what the cache does not hold, and makes the repository for it; a policy of the registry may allow both. */
function roleLacks(view: SiteView, cached: readonly Cached[]): readonly Problem<SiteView>[] {
  const { definition, site, subject } = view;
  const role = definition?.executionRole?.known ? site.roles.get(definition.executionRole.value) : undefined;
  if (!role || site.model.registry?.policyStatements || !isForFargateService(view)) return [];
  const repositories = [...site.repositories.values()];
  const fresh = cached.filter(({ repository }) => !repositories.some(({ name }) => !name.known || name.value === repository));
  const pulled = fresh.length > 0 || repositories.every(({ hasRepositoryPolicy }) => !hasRepositoryPolicy);
  const missing = neverAllowed(role, [...pulled ? ['ecr:BatchImportUpstreamImage'] : [], ...fresh.length > 0 ? ['ecr:CreateRepository'] : []]);
  if (missing.length === 0) return [];
  return [
    {
      severity: 'warning',
      summary: `${role.subject.constructPath} lacks ${missing.join(' and ')}, so ${subject.constructPath} cannot be the first to pull ${cached[0].repository}`,
      notes: [
        'where the image was pulled through the cache before, or a policy of the registry allows it, nothing is wrong',
        'ECS will say "CannotPullContainerError", with "repository does not exist" or "Requested image not found"',
      ],
      cures: [
        siteCure(`allow ${missing.join(' and ')} in ${role.subject.constructPath}`, (model) => changeRole(model, role.id, withStatement(role, missing, '*'))),
      ],
    },
  ];
}

function endpointsOnly(view: SiteView, cached: readonly Cached[]): readonly Problem<SiteView>[] {
  const { service, site, subject } = view;
  const subnets = service.network && isForFargateService(view) ? declaredSubnets(service.network.subnets, site) : undefined;
  const need = { endpoints: ['ecr.api', 'ecr.dkr', 's3'], what: 'Amazon ECR' };
  const shut = (subnets ?? []).filter((subnet) => subnet.wayOut.known && subnet.wayOut.value === 'none' && wayTo(need, subnet, site) === 'endpoint');
  if (!subnets || shut.length < subnets.length) return [];
  return [
    {
      severity: 'warning',
      summary: `${subject.constructPath} pulls ${cached[0].repository} through a cache from subnets with endpoints only, where the first pull fails`,
      notes: ['the first pull of an image through a cache needs a way to the internet; later ones do not'],
      cures: [siteCure('pull the image once from elsewhere, or give the subnets a NAT gateway (SubnetType.PRIVATE_WITH_EGRESS)', (model) => withNat(model, shut))],
    },
  ];
}
