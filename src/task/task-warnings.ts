import { Stack, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ContainerOptions } from './container-options';
import { variablesLikeSecrets } from './environment';
import { warn } from '../validation/warn';

/** Warns about what ECS accepts in one container and people regret. Each warning has an id and can be acknowledged. */
export function warnContainer(scope: Construct, container: ecs.ContainerDefinition, options: ContainerOptions): void {
  const say = (id: string, text: string): void => warn(scope, `stowage-${id}-${container.containerName}`, text);
  const variables = variablesLikeSecrets(options.environment ?? {});
  if (variables.length > 0) {
    say('plaintext-secret', `${variables.join(', ')} in \`environment\` of ${container.containerName} look like secrets, and everyone who may ` +
      'describe the task definition reads them; move them to `secrets`');
  }
  const tag = movingTag(container);
  if (tag !== undefined) {
    say('moving-tag', `\`image\` of ${container.containerName} has ${tag}, so that the next task may run another image than this one; ` +
      'give it a tag that never moves, or a digest');
  }
}

/** Warns that ECS Exec cannot start its agent: it writes to two folders of every container. */
export function warnExec(scope: Construct, containers: ReadonlyMap<ecs.ContainerDefinition, Omit<ContainerOptions, 'image'>>): void {
  const names = [...containers].filter(([, options]) => !isWritable(options)).map(([container]) => container.containerName);
  if (names.length === 0) return;
  warn(
    scope,
    'stowage-exec-read-only',
    `ECS Exec cannot open a shell in ${names.join(', ')}, because its agent cannot write to the read-only root file system; ` +
    `give \`readonlyRootFilesystem: false\`, or \`writablePaths\` with ${AGENT_FOLDERS.join(' and ')}`,
  );
}

/** Where the agent of ECS Exec keeps its state and its logs. */
const AGENT_FOLDERS = ['/var/lib/amazon', '/var/log/amazon'];

function isWritable({ readonlyRootFilesystem = true, writablePaths = [], mountPoints = [] }: Omit<ContainerOptions, 'image'>): boolean {
  const writable = [...writablePaths, ...mountPoints.filter((each) => !each.readOnly).map((each) => each.containerPath)];
  return !readonlyRootFilesystem || AGENT_FOLDERS.every((folder) => writable.some((path) => folder === path || folder.startsWith(`${path}/`)));
}

/** What is said of an image whose tag moves; undefined for a digest, another tag, and what is known only at deployment. */
function movingTag(container: ecs.ContainerDefinition): string | undefined {
  const name = lastText(Stack.of(container).resolve(container.imageName));
  if (name === undefined || name.includes('@')) return undefined;
  if (/:latest$/.test(name)) return 'the tag latest';
  return Token.isUnresolved(container.imageName) || /:[^/]+$/.test(name) ? undefined : 'no tag';
}

/** The text itself, or the end of a text that begins with values known at deployment. */
function lastText(resolved: unknown): string | undefined {
  if (typeof resolved === 'string') return resolved;
  const parts = (resolved as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] } | undefined)?.['Fn::Join']?.[1];
  const last = parts?.[parts.length - 1];
  return typeof last === 'string' ? last : undefined;
}
