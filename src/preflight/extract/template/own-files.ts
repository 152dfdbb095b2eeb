import { readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** True for a file of this package: where it is not below `node_modules` (in its own checkout), its frames are no user code. */
export function isOwnFile(file: string): boolean {
  ownFolders ??= findOwnFolders();
  const path = resolve(file);
  return ownFolders.some((folder) => path.startsWith(folder + sep));
}

let ownFolders: readonly string[] | undefined;

function findOwnFolders(): readonly string[] {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (nameOf(folder) === 'cdk-ecs-stowage') return [join(folder, 'src'), join(folder, 'lib')];
  }
  return [];
}

function nameOf(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string }).name;
  } catch {
    return undefined;
  }
}
