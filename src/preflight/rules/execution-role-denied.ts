import { changeRole } from './change-model';
import { neverAllowed, withStatement } from './role-questions';
import { declaredIn, imageHome, secretHome } from './start-needs';
import { forFargate, roleOf, tasks, type TaskPiece } from './task-site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { mayDo, type ContainerDefinition, type Role } from '../model';

interface Denied {
  readonly action: string;
  readonly what: string;
  /** False when a policy on the resource, which is not visible, may allow it all the same. */
  readonly certain: boolean;
}

export const executionRoleDenied = templateRule({
  id: 'execution-role-denied',
  title: 'the execution role of a task may not pull its image, read its secrets or write its logs',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const role = roleOf(view, 'executionRole');
    const containers = view.piece.containers.known ? view.piece.containers.value : [];
    const denied = role ? unique(containers.flatMap((container) => deniedTo(role, container, view))) : [];
    if (!role || denied.length === 0) return [];
    return [
      {
        severity: denied.some(({ certain }) => certain) ? sureness(view.site).severity : 'warning' as const,
        summary: `${role.subject.constructPath} does not let ${view.subject.constructPath} start: it lacks ${denied.map(({ action }) => action).join(', ')}`,
        evidence: [{ kind: 'table' as const, columns: ['action', 'for'], rows: denied.map(({ action, what }) => ({ cells: [action, what] })) }],
        notes: [
          'ECS will say "ResourceInitializationError: unable to pull secrets or registry auth" or "CannotPullContainerError", with AccessDeniedException',
          ...(denied.some(({ certain }) => !certain) ? ['a policy on the resource itself may allow it; this input does not show those'] : []),
          ...sureness(view.site).notes,
        ],
        cures: [
          tasks.cure(`allow ${denied.map(({ action }) => action).join(', ')} in ${role.subject.constructPath} (grantPull, grantRead, grantWrite)`, (model) =>
            changeRole(model, role.id, withStatement(role, denied.map(({ action }) => action), '*'))),
        ],
      },
    ];
  },
});

function deniedTo(role: Role, container: ContainerDefinition, view: TaskPiece): readonly Denied[] {
  const onFargate = forFargate(view);
  return [...(onFargate ? image(role, container, view) : []), ...logs(role, container, onFargate), ...secrets(role, container, view)];
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

function secrets(role: Role, { secrets: all }: ContainerDefinition, { site }: TaskPiece): readonly Denied[] {
  return Object.entries(all).flatMap(([name, value]): readonly Denied[] => {
    const home = secretHome(value, site);
    if (!home || !value.known) return [];
    const declared = declaredIn(value.value, site);
    const denied = declared ? mayDo(role, READS[home], declared.id).answer === 'no' : neverAllowed(role, [READS[home]]).length > 0;
    // A secret may have a policy of its own; a parameter has none.
    return denied ? [{ action: READS[home], what: `the secret ${name}`, certain: home === 'ssm' || (declared !== undefined && !hasPolicy(declared.id, site)) }] : [];
  });
}

function hasPolicy(secret: string, { declared }: TaskPiece['site']): boolean {
  return [...declared.values()].some(({ type, name }) => type === 'AWS::SecretsManager::ResourcePolicy' && (!name.known || name.value === secret));
}

function unique(denied: readonly Denied[]): readonly Denied[] {
  const byAction = new Map<string, Denied>();
  for (const one of denied) {
    const known = byAction.get(one.action);
    byAction.set(one.action, known ? { ...known, certain: known.certain || one.certain } : one);
  }
  return [...byAction.values()];
}
