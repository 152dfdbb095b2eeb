import { changeRole } from './change-model';
import { declaredKey, mayUseKey, neverAllowed, policyLets, withKeyStatement, withStatement } from './role-questions';
import { declaredIn, imageHome, secretHome } from './start-needs';
import { forFargate, roleOf, tasks, type TaskPiece } from './task-site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { mayDo, type ContainerDefinition, type DeclaredResource, type Known, type Role } from '../model';

interface Denied {
  readonly action: string;
  readonly what: string;
  /** False when a policy on the resource, which is not visible, may allow it all the same. */
  readonly certain: boolean;
  /** Keys whose own policy keeps the role out, whatever the role may do. */
  readonly closedKeys?: readonly DeclaredResource[];
}

export const executionRoleDenied = templateRule({
  id: 'execution-role-denied',
  title: 'the execution role of a task may not pull its image, read its secrets and environment files, or write its logs',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const role = roleOf(view, 'executionRole');
    const containers = view.piece.containers.known ? view.piece.containers.value : [];
    const denied = role ? unique(containers.flatMap((container) => deniedTo(role, container, view))) : [];
    if (!role || denied.length === 0) return [];
    const actions = denied.map(({ action }) => action);
    const closed = denied.flatMap(({ closedKeys }) => closedKeys ?? []);
    return [
      {
        severity: denied.some(({ certain }) => certain) ? sureness(view.site).severity : 'warning' as const,
        summary: `${role.subject.constructPath} does not let ${view.subject.constructPath} start: it lacks ${actions.join(', ')}`,
        evidence: [{ kind: 'table' as const, columns: ['action', 'for'], rows: denied.map(({ action, what }) => ({ cells: [action, what] })) }],
        notes: [
          ...eventsOf(denied),
          ...(denied.some(({ certain }) => !certain) ? ['a policy on the resource itself may allow it; this input does not show those'] : []),
          ...sureness(view.site).notes,
        ],
        cures: [
          tasks.cure(`allow ${actions.join(', ')} in ${role.subject.constructPath} (grantPull, grantRead, grantWrite)${inPolicies(closed)}`,
            (model) => closed.reduce((changed, key) => withKeyStatement(changed, key, role.id, ['kms:Decrypt']),
              changeRole(model, role.id, withStatement(role, actions, '*')))),
        ],
      },
    ];
  },
});

function inPolicies(keys: readonly DeclaredResource[]): string {
  return keys.length === 0 ? '' : `, and kms:Decrypt to it in the policy of ${keys.map(({ subject }) => subject.constructPath).join(', ')}`;
}

function eventsOf(denied: readonly Denied[]): readonly string[] {
  const ofFiles = denied.filter(({ action }) => action.startsWith('s3:'));
  return [
    ...(ofFiles.length < denied.length
      ? ['ECS will say "ResourceInitializationError: unable to pull secrets or registry auth" or "CannotPullContainerError", with AccessDeniedException'] : []),
    ...(ofFiles.length > 0 ? ['ECS will say "ResourceInitializationError: failed to download env files", with AccessDenied'] : []),
  ];
}

function deniedTo(role: Role, container: ContainerDefinition, view: TaskPiece): readonly Denied[] {
  const onFargate = forFargate(view);
  return [
    ...(onFargate ? image(role, container, view) : []), ...logs(role, container, onFargate), ...secrets(role, container, view),
    ...secretKeys(role, container, view), ...files(role, container, view),
  ];
}

function image(role: Role, container: ContainerDefinition, { site }: TaskPiece): readonly Denied[] {
  if (imageHome(container) !== 'ecr' || !container.image.known) return [];
  const text = container.image.value;
  const repository = [...site.repositories.values()].find(({ id, name }) => text.includes(id) || (name.known && text.includes(`/${name.value}:`)));
  const open = repository === undefined || repository.hasRepositoryPolicy;
  return [
    ...neverAllowed(role, ['ecr:GetAuthorizationToken']).map((action) => ({ action, what: 'a token of the registry', certain: true })),
    ...neverAllowed(role, ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']).map((action) => ({ action, what: `the image ${text}`, certain: !open })),
  ];
}

function logs(role: Role, { logDriver, logOptions }: ContainerDefinition, onFargate: boolean): readonly Denied[] {
  if (!logDriver?.known || logDriver.value !== 'awslogs' || !logOptions.known) return [];
  const creates = logOptions.value['awslogs-create-group'];
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents', ...(creates?.known && creates.value === 'true' ? ['logs:CreateLogGroup'] : [])];
  return neverAllowed(role, actions).map((action) => ({ action, what: 'the log driver awslogs', certain: onFargate }));
}

const READS = { secretsmanager: 'secretsmanager:GetSecretValue', ssm: 'ssm:GetParameters' } as const;

/** Of the container, of its log driver, and of the registry of its image. */
function secretsOf({ secrets: own, logSecrets, repositoryCredentials }: ContainerDefinition): readonly (readonly [string, Known<string>])[] {
  return [...Object.entries(own), ...Object.entries(logSecrets ?? {}), ...(repositoryCredentials ? [['of the registry', repositoryCredentials] as const] : [])];
}

function secrets(role: Role, container: ContainerDefinition, { site }: TaskPiece): readonly Denied[] {
  return secretsOf(container).flatMap(([name, value]): readonly Denied[] => {
    const home = secretHome(value, site);
    if (!home || !value.known) return [];
    const declared = declaredIn(value.value, site);
    const denied = declared ? mayDo(role, READS[home], declared.id).answer === 'no' : neverAllowed(role, [READS[home]]).length > 0;
    // A secret may have a policy of its own; a parameter has none.
    return denied ? [{ action: READS[home], what: `the secret ${name}`, certain: home === 'ssm' || (declared !== undefined && !hasPolicy(declared.id, site)) }] : [];
  });
}

/** Whoever reads a secret under a key of the user's own asks for the key as well. */
function secretKeys(role: Role, container: ContainerDefinition, { site }: TaskPiece): readonly Denied[] {
  return secretsOf(container).flatMap(([name, value]): readonly Denied[] => {
    const secret = value.known ? declaredIn(value.value, site) : undefined;
    const key = secret?.type === 'AWS::SecretsManager::Secret' ? declaredKey(secret.settings?.KmsKeyId, site) : undefined;
    return key && mayUseKey(key, role, 'kms:Decrypt', site) === 'no'
      ? [{
        action: 'kms:Decrypt',
        what: `the key ${key.subject.constructPath} of the secret ${name}`,
        certain: true,
        ...(key.policy?.known && policyLets(key.policy.value, role, 'kms:Decrypt', site) === 'no' ? { closedKeys: [key] } : {}),
      }] : [];
  });
}

/** `GetBucketLocation` is asked for by the documents of ECS; that the file cannot be read without it is not certain. */
const FILE_ACTIONS = [{ action: 's3:GetObject', certain: true }, { action: 's3:GetBucketLocation', certain: false }] as const;

function files(role: Role, { environmentFiles }: ContainerDefinition, { site }: TaskPiece): readonly Denied[] {
  return (environmentFiles.known ? environmentFiles.value : []).flatMap((file) => {
    const bucket = /^(?:\$\{[^}]*\}|[^/$])+(?=\/)/.exec(file)?.[0];
    if (bucket === undefined) return [];
    const declared = bucketIn(bucket, site);
    const shared = declared === undefined
      || [...site.declared.values()].some(({ type, name }) => type === 'AWS::S3::BucketPolicy' && (!name.known || name.value === declared.id));
    return FILE_ACTIONS.filter(({ action }) => mayDo(role, action, action === 's3:GetObject' ? file : bucket).answer === 'no')
      .map(({ action, certain }) => ({ action, what: `the environment file ${file}`, certain: certain && !shared }));
  });
}

/** The bucket of the input that an ARN is of, beside `${AWS::Partition}`. */
function bucketIn(arn: string, { declared }: TaskPiece['site']): DeclaredResource | undefined {
  const named = [...arn.matchAll(/\$\{([^}]+?)(?:\.Arn)?\}/g)].map(([, id]) => declared.get(id));
  return named.find((one) => one?.type === 'AWS::S3::Bucket');
}

function hasPolicy(secret: string, { declared }: TaskPiece['site']): boolean {
  return [...declared.values()].some(({ type, name }) => type === 'AWS::SecretsManager::ResourcePolicy' && (!name.known || name.value === secret));
}

function unique(denied: readonly Denied[]): readonly Denied[] {
  const byAction = new Map<string, Denied>();
  for (const one of denied) {
    const known = byAction.get(one.action);
    byAction.set(one.action, known ? merge(known, one) : one);
  }
  return [...byAction.values()];
}

function merge(one: Denied, other: Denied): Denied {
  const closedKeys = [...new Set([...one.closedKeys ?? [], ...other.closedKeys ?? []])];
  return { ...one, certain: one.certain || other.certain, ...(closedKeys.length === 0 ? {} : { closedKeys }) };
}
