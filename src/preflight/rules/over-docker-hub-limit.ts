import { declaredSubnets } from './blocked-start';
import { changeContainers } from './change-model';
import { isForFargateService } from './fargate-service';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule } from './template-rule';
import { known, type ContainerDefinition, type Subnet } from '../model';

/** What Docker Hub gives without a login, for one address. */
const PULLS = 100;
const HOURS = 6;

export const overDockerHubLimit = templateRule({
  id: 'over-docker-hub-limit',
  title: 'a deployment pulls more images from Docker Hub, without a login, than one address may',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, subject } = view;
    if (!definition || !service.desiredCount.known || !isForFargateService(view)) return [];
    const images = (definition.containers.known ? definition.containers.value : []).flatMap(anonymous);
    const addresses = addressesOf(view);
    const pulls = service.desiredCount.value * images.length;
    if (addresses === undefined || Math.ceil(pulls / addresses) <= PULLS) return [];
    return [
      {
        severity: 'warning' as const,
        summary: `a deployment of ${subject.constructPath} pulls ${pulls} times from Docker Hub through ${addresses === 1 ? 'one NAT gateway' : `${addresses} NAT gateways`}`,
        evidence: [{
          kind: 'text' as const,
          lines: [
            `${service.desiredCount.value} tasks × ${images.length} ${images.length === 1 ? 'image' : 'images'} without a login: ${images.join(', ')}`,
            `${PULLS} pulls in ${HOURS} hours is what one address gets, and tasks on Fargate keep no images`,
          ],
        }],
        notes: ['images of verified publishers and of open source that Docker sponsors do not count', 'ECS will say "CannotPullContainerError", with "toomanyrequests: You have reached your pull rate limit"'],
        cures: [
          siteCure(`pull ${images.join(', ')} from Amazon ECR (a pull-through cache), or log in (RepositoryCredentials)`, (model) =>
            changeContainers(model, definition.id, (container) =>
              (anonymous(container).length > 0 ? { ...container, repositoryCredentials: known('a secret') } : container))),
        ],
      },
    ];
  },
});

function anonymous({ image, repositoryCredentials }: ContainerDefinition): readonly string[] {
  if (!image.known || repositoryCredentials || image.value.includes('$')) return [];
  const [host, ...rest] = image.value.split('/');
  const elsewhere = rest.length > 0 && /[.:]|^localhost$/.test(host);
  return elsewhere && !/^(docker\.io|index\.docker\.io|registry-1\.docker\.io)$/.test(host) ? [] : [image.value];
}

/** Over how many NAT gateways the tasks spread at most; undefined where one has an address of its own, or it is not known. */
function addressesOf({ service, site }: SiteView): number | undefined {
  const subnets = service.network ? declaredSubnets(service.network.subnets, site) : undefined;
  if (!subnets?.every(({ wayOut }) => wayOut.known && wayOut.value === 'nat-gateway')) return undefined;
  const gateway = ({ id, routeTable }: Subnet): string => {
    const table = routeTable?.known ? site.network.routeTables?.find((one) => one.id === routeTable.value) : undefined;
    const route = table?.routes.find(({ targetKind }) => targetKind.known && targetKind.value === 'nat-gateway');
    return route?.target.known ? route.target.value : id;
  };
  return new Set(subnets.map(gateway)).size;
}
