import { changeContainers } from './change-model';
import { environmentOf } from './environment';
import { tasks, type TaskPiece } from './task-site';
import { templateRule, type Problem } from './template-rule';
import { known } from '../model';

export const misaddressedSecret = templateRule({
  id: 'misaddressed-secret',
  title: 'a container names a secret in a way that leads somewhere else',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const containers = view.piece.containers.known ? view.piece.containers.value : [];
    return containers.flatMap(({ secrets }) => Object.entries(secrets).flatMap(([name, value]) =>
      (value.known ? [...nameOfSecret(name, value.value, view), ...otherAccount(name, value.value, view)] : [])));
  },
});

/** Without an ARN, ECS takes a name for that of an SSM parameter. */
function nameOfSecret(variable: string, text: string, { piece, site, subject }: TaskPiece): readonly Problem<TaskPiece>[] {
  const named = (type: string) => [...site.declared.values()].find((one) => one.type === type && one.name.known && one.name.value === text);
  const secret = text.startsWith('arn:') || text.includes('${') ? undefined : named('AWS::SecretsManager::Secret');
  if (!secret || named('AWS::SSM::Parameter')) return [];
  return [
    {
      severity: 'warning',
      summary: `${variable} of ${subject.constructPath} reads the SSM parameter ${text}, which is the name of the secret ${secret.subject.constructPath}`,
      notes: [
        'ECS takes a name without an ARN for that of an SSM parameter; where a parameter of that name exists, nothing is wrong',
        'ECS will say "ResourceInitializationError: unable to pull secrets or registry auth"',
      ],
      cures: [
        tasks.cure(`set ValueFrom of ${variable} from ${text} to the ARN of ${secret.subject.constructPath} (Ref)`, (model) =>
          changeContainers(model, piece.id, (container) =>
            (container.secrets[variable] ? { ...container, secrets: { ...container.secrets, [variable]: known(secret.id) } } : container))),
      ],
    },
  ];
}

function otherAccount(variable: string, text: string, view: TaskPiece): readonly Problem<TaskPiece>[] {
  const { piece, subject } = view;
  const [, region, account, parameter] = /^arn:[^:]+:ssm:([^:]+):(\d{12}):parameter(\/.+)$/.exec(text) ?? [];
  const own = environmentOf(piece.subject, view.site)?.account;
  if (account === undefined || own === undefined || own === account) return [];
  return [
    {
      severity: 'warning',
      summary: `${variable} of ${subject.constructPath} reads a parameter of the account ${account}, and the task runs in ${own}`,
      notes: ['a parameter of another account is found only where it is of the advanced tier and shared with this one'],
      cures: [
        tasks.cure(`set ValueFrom of ${variable} to a parameter of the account ${own}, or to a secret, which a policy can open to it`, (model) =>
          changeContainers(model, piece.id, (container) => (container.secrets[variable]
            ? { ...container, secrets: { ...container.secrets, [variable]: known(`arn:aws:ssm:${region}:${own}:parameter${parameter}`) } } : container))),
      ],
    },
  ];
}
