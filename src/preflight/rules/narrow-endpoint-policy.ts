import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { isForFargateService } from './fargate-service';
import { siteCure, siteViews, type Site, type SiteView } from './site';
import { imageHome, regionOfImage, startNeeds } from './start-needs';
import { templateRule } from './template-rule';
import { known, mayDo, type Statement, type Subnet, type VpcEndpoint } from '../model';

interface Call {
  readonly action: string;
  /** ARN of what is asked for; undefined where any will do. */
  readonly resource?: string;
}

export const narrowEndpointPolicy = templateRule({
  id: 'narrow-endpoint-policy',
  title: 'the policy of a VPC endpoint does not let through what the start of a task calls',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, site } = view;
    const subnets = service.network && isForFargateService(view) ? declaredSubnets(service.network.subnets, site) : undefined;
    if (!subnets || !definition) return [];
    const needed = new Set(startNeeds(definition, site).flatMap(({ endpoints }) => endpoints));
    return site.network.endpoints.filter((endpoint) => isUsed(endpoint, subnets, site)).flatMap((endpoint) => {
      const { policyStatements: policy, service: name } = endpoint;
      if (!policy?.known || !name.known || !needed.has(name.value)) return [];
      const refused = callsOf(name.value, endpoint, view).filter(({ action, resource }) => isRefused(policy.value, action, resource, site));
      if (refused.length === 0) return [];
      const texts = refused.map(({ action, resource }) => (resource === undefined ? action : `${action} on ${resource}`));
      return [
        {
          severity: 'warning' as const,
          summary: `the policy of the endpoint ${endpoint.subject.constructPath} refuses ${texts.join(', ')}, which tasks of ${service.subject.constructPath} need to start`,
          notes: [
            'what goes through an endpoint is allowed by its policy and by that of the role, and a NAT gateway does not get around it',
            'ECS will say "CannotPullContainerError" or "ResourceInitializationError: unable to pull secrets or registry auth"',
          ],
          cures: [
            siteCure(`allow ${texts.join(', ')} in PolicyDocument of ${endpoint.subject.constructPath} (addToPolicy)`, (model) =>
              changeNetwork(model, 'endpoints', endpoint.id, { policyStatements: known([...policy.value, ...refused.map(opening)]) })),
          ],
        },
      ];
    });
  },
});

/** Endpoints that calls from all the subnets are certain to go through. */
function isUsed({ type, vpc, service, privateDns, routeTables }: VpcEndpoint, subnets: readonly Subnet[], { network }: Site): boolean {
  if (!type.known || !vpc.known || !subnets.every((subnet) => subnet.vpc.known && subnet.vpc.value === vpc.value)) return false;
  if (type.value !== 'Gateway') {
    // Beside a gateway endpoint, an interface endpoint for S3 may serve only what comes from outside of the VPC.
    const beside = service.known && network.endpoints.some((other) =>
      other.type.known && other.type.value === 'Gateway' && other.service.known && other.service.value === service.value);
    return privateDns.known && privateDns.value && !beside;
  }
  const tables = routeTables.known ? routeTables.value.flatMap((table) => (table.known ? [table.value] : [])) : [];
  return subnets.every(({ routeTable }) => routeTable?.known === true && tables.includes(routeTable.value));
}

const CALLS: Readonly<Record<string, readonly string[] | undefined>> = {
  'ecr.api': ['ecr:GetAuthorizationToken'],
  'ecr.dkr': ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  'logs': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  'secretsmanager': ['secretsmanager:GetSecretValue'],
  'ssm': ['ssm:GetParameters'],
};

function callsOf(service: string, endpoint: VpcEndpoint, view: SiteView): readonly Call[] {
  return service === 's3' ? layers(endpoint, view) : (CALLS[service] ?? []).map((action) => ({ action }));
}

const HERE = '${AWS::Region}';

/** Amazon ECR keeps layers in a bucket of its own in each Region, and sends whoever pulls to it. */
function layers({ serviceRegion, policyStatements: policy }: VpcEndpoint, { definition }: SiteView): readonly Call[] {
  const region = serviceRegion?.known ? serviceRegion.value : undefined;
  const containers = definition?.containers.known ? definition.containers.value : [];
  const pulls = containers.some((container) => imageHome(container) === 'ecr' && container.image.known && isFrom(container.image.value, region));
  // Which Region a bucket has to be of is not known then; the policy may name the right one.
  const named = region === HERE && policy?.known === true && policy.value.some(({ resources }) => !resources?.known
    || resources.value.some((one) => one.known && one.value.includes('starport') && !one.value.includes(HERE)));
  return pulls && !named ? [{ action: 's3:GetObject', resource: `arn:aws:s3:::prod-${region ?? ''}-starport-layer-bucket/*` }] : [];
}

/** True when the image is certain to be of the Region: by its name, or as that of a repository of the same template. */
function isFrom(image: string, region: string | undefined): boolean {
  if (region === undefined || image.includes('.amazonaws.com.cn/')) return false;
  const ofTemplate = image.includes('.RepositoryUri}');
  const own = regionOfImage(image) ?? (ofTemplate || image.includes(HERE) ? HERE : undefined);
  return own === region || (ofTemplate && own === HERE && !region.includes('${'));
}

/** Nothing is known of who calls, so a statement for some principals may be for the caller; one that denies may not be. */
function isRefused(policy: readonly Statement[], action: string, resource: string | undefined, site: Site): boolean {
  const statements = policy.map((statement): Statement => {
    const denies = !statement.effect.known || statement.effect.value === 'Deny';
    const forAll = statement.principals?.known === true && statement.principals.value.includes('*');
    if (denies) return forAll ? statement : { ...statement, conditional: true };
    return resource === undefined ? { ...statement, resources: known([known('*')]), notResources: undefined } : { ...statement, ...ownBuckets(statement, site) };
  });
  return mayDo({ statements, hasPermissionsBoundary: false }, action, settled(resource ?? '*')).answer === 'no';
}

/** A bucket of the input is no bucket of Amazon ECR, whatever it will be called. */
function ownBuckets({ resources }: Statement, { declared }: Site): Pick<Statement, 'resources'> {
  if (!resources?.known) return {};
  return {
    resources: known(resources.value.map((resource) => {
      const id = resource.known ? /^\$\{(.+?)(?:\.Arn)?\}/.exec(resource.value)?.[1] ?? resource.value : undefined;
      if (id !== undefined && declared.get(id)?.type === 'AWS::S3::Bucket') return known('arn:aws:s3:::own');
      // Both are of the same partition and Region, whichever these will be.
      return resource.known ? known(settled(resource.value)) : resource;
    })),
  };
}

function settled(arn: string): string {
  return arn.replaceAll('${AWS::Partition}', 'aws').replaceAll(HERE, 'here');
}

function opening({ action, resource }: Call): Statement {
  return { effect: known('Allow'), principals: known(['*']), actions: known([action]), resources: known([known(resource ?? '*')]), conditional: false };
}
