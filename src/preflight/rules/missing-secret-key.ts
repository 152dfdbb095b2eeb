import { changeContainers } from './change-model';
import { declaredIn } from './start-needs';
import { tasks, type TaskPiece } from './task-site';
import { templateRule } from './template-rule';
import { known, type DeclaredResource } from '../model';

export const missingSecretKey = templateRule({
  id: 'missing-secret-key',
  title: 'a container reads a key of a secret whose value, made in the same app, does not have it',
  viewsOf: tasks.viewsOf,
  judge: (view) =>
    readsOf(view).flatMap(({ name, key, secret, valueFrom }) => {
      const keys = keysOf(secret, view);
      if (!keys || keys.includes(key)) return [];
      return [
        {
          severity: 'warning' as const,
          summary: `${name} of ${view.subject.constructPath} reads the key ${key} of ${secret.subject.constructPath}, which has ${keys.join(', ') || 'no keys'}`,
          notes: [
            'where somebody has written another value into the secret since it was made, nothing is wrong',
            `ECS will say "ResourceInitializationError: unable to pull secrets or registry auth", with "retrieved secret from Secrets Manager did not contain json key ${key}"`,
          ],
          cures: [
            tasks.cure(
              keys.length > 0
                ? `read the key ${keys[0]} in ${name}`
                : `read ${secret.subject.constructPath} without a key in ${name}, or make it with SecretStringTemplate and GenerateStringKey`,
              (model) =>
                changeContainers(model, view.piece.id, (container) =>
                  container.secrets[name]
                    ? { ...container, secrets: { ...container.secrets, [name]: known(valueFrom.split(':')[0]) } }
                    : container,
                ),
            ),
          ],
        },
      ];
    }),
});

interface Read {
  readonly name: string;
  readonly key: string;
  readonly secret: DeclaredResource;
  readonly valueFrom: string;
}

/** `<secret>:<key>:<stage>:<version>`, where the secret is a resource of the input. */
function readsOf({ piece, site }: TaskPiece): readonly Read[] {
  const containers = piece.containers.known ? piece.containers.value : [];
  return containers.flatMap(({ secrets }) =>
    Object.entries(secrets).flatMap(([name, value]): readonly Read[] => {
      const match = value.known ? /^(\$\{[^}]+\}|[^:]+):([^:]+)(?::[^:]*){0,2}$/.exec(value.value) : null;
      const secret = match && value.known ? declaredIn(match[1], site) : undefined;
      return match && value.known && secret?.type === 'AWS::SecretsManager::Secret'
        ? [{ name, key: match[2], secret, valueFrom: value.value }]
        : [];
    }),
  );
}

/** Undefined where they are not known, or where something else may fill the secret in. */
function keysOf({ id, secretKeys }: DeclaredResource, { site }: TaskPiece): readonly string[] | undefined {
  const filled = [...site.declared.values()].some(({ type, name }) => FILLS.test(type) && (!name.known || name.value === id));
  return filled || !secretKeys?.known ? undefined : secretKeys.value;
}

/** What adds to a secret after it is made: the attachment of a database, a rotation. */
const FILLS = /^AWS::SecretsManager::(SecretTargetAttachment|RotationSchedule)$/;
