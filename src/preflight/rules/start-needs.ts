import type { Site } from './site';
import type { ContainerDefinition, DeclaredResource, Known, TaskDefinition } from '../model';

/** Something that the start of a task calls over the network. */
export interface StartNeed {
  /** Short names of the endpoints that serve it, all of them needed; empty for what is on the internet only. */
  readonly endpoints: readonly string[];
  /** `the image nginx of app`. */
  readonly what: string;
}

const ECR = ['ecr.api', 'ecr.dkr', 's3'] as const;

/** What must be reached before the containers of a task run. A need whose address is not known is left out. */
export function startNeeds(definition: TaskDefinition, site: Site): readonly StartNeed[] {
  const containers = definition.containers.known ? definition.containers.value : [];
  return containers.flatMap((container) => [
    ...imageNeeds(container, site), ...secretNeeds(container, site), ...fileNeeds(container), ...logNeeds(container, site),
  ]);
}

/** Where an image is pulled from; undefined when its name is not known. */
export function imageHome({ image }: Pick<ContainerDefinition, 'image'>): 'ecr' | 'internet' | undefined {
  if (!image.known) return undefined;
  if (/\.dkr[.-]ecr[.-]|\.RepositoryUri\}/.test(image.value)) return 'ecr';
  const host = image.value.includes('/') ? image.value.split('/')[0] : '';
  // A private registry may be inside of the VPC.
  const elsewhere = host === 'localhost' || /[.:$]/.test(host);
  return !elsewhere || /^(public\.ecr\.aws|docker\.io|registry-1\.docker\.io|ghcr\.io|quay\.io|gcr\.io|mcr\.microsoft\.com|registry\.k8s\.io)$/.test(host)
    ? 'internet' : undefined;
}

/** Which service keeps a secret; undefined when its address does not tell. */
export function secretHome(valueFrom: Known<string>, site: Site): 'secretsmanager' | 'ssm' | undefined {
  if (!valueFrom.known) return undefined;
  if (/:secretsmanager:/.test(valueFrom.value)) return 'secretsmanager';
  if (/:ssm:/.test(valueFrom.value)) return 'ssm';
  const type = declaredIn(valueFrom.value, site)?.type;
  if (type === 'AWS::SecretsManager::Secret') return 'secretsmanager';
  if (type === 'AWS::SSM::Parameter') return 'ssm';
  return undefined;
}

/** The resource of the input that a piece of text names: its id alone, or first in `${id}` or `id:key::`. */
export function declaredIn(text: string, site: Site): DeclaredResource | undefined {
  const direct = site.declared.get(text);
  if (direct) return direct;
  const id = /\$\{([^}]+?)(?:\.[A-Za-z]+)?\}/.exec(text)?.[1] ?? text.split(':')[0];
  return site.declared.get(id);
}

function imageNeeds(container: ContainerDefinition, site: Site): readonly StartNeed[] {
  const home = imageHome(container);
  if (!home || !container.image.known) return [];
  const region = home === 'ecr' ? foreign(regionOfImage(container.image.value), site) : undefined;
  const where = home === 'ecr' ? `Amazon ECR${region === undefined ? '' : ` of ${region}`}` : container.image.value;
  return [{ endpoints: home === 'ecr' && region === undefined ? ECR : [], what: `the image of ${nameOf(container)} (${where})` }];
}

/** Region of a repository of Amazon ECR, where the name of the image tells it. */
export function regionOfImage(image: string): string | undefined {
  return /\.dkr[.-]ecr[.-]([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(image)?.[1];
}

/** The Region, when it is certain that no endpoint of the input leads there. */
function foreign(region: string | undefined, { network }: Site): string | undefined {
  const homes = network.endpoints.map(({ serviceRegion }) => (serviceRegion?.known ? serviceRegion.value : undefined));
  return homes.length > 0 && homes.every((home) => home !== undefined && !home.includes('${') && home !== region) ? region : undefined;
}

function secretNeeds(container: ContainerDefinition, site: Site): readonly StartNeed[] {
  const homes = [...Object.values(container.secrets), ...(container.repositoryCredentials ? [container.repositoryCredentials] : [])]
    .map((value) => secretHome(value, site));
  const found = [...new Set(homes)].filter((home) => home !== undefined).sort();
  return found.map((home) => ({
    endpoints: [home], what: `secrets of ${nameOf(container)} (${home === 'ssm' ? 'SSM Parameter Store' : 'Secrets Manager'})`,
  }));
}

function fileNeeds(container: ContainerDefinition): readonly StartNeed[] {
  const { environmentFiles } = container;
  return environmentFiles.known && environmentFiles.value.length > 0
    ? [{ endpoints: ['s3'], what: `environment files of ${nameOf(container)} (Amazon S3)` }]
    : [];
}

function logNeeds(container: ContainerDefinition, site: Site): readonly StartNeed[] {
  const { logDriver, logOptions } = container;
  if (!logDriver?.known || logDriver.value !== 'awslogs') return [];
  const written = logOptions.known ? logOptions.value['awslogs-region'] : undefined;
  const region = foreign(written?.known && !written.value.includes('${') ? written.value : undefined, site);
  return [{
    endpoints: region === undefined ? ['logs'] : [],
    what: `logs of ${nameOf(container)} (CloudWatch Logs${region === undefined ? '' : ` of ${region}`})`,
  }];
}

function nameOf({ name }: ContainerDefinition): string {
  return name.known ? name.value : 'a container';
}
