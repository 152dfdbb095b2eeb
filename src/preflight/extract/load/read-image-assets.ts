import { join, relative, isAbsolute } from 'node:path';
import { isRawObject, member } from './loaded-template';
import { kindOfPath, readTextFile } from './read-text-file';
import { known, unknown, type Dockerfile, type ImageAsset, type Known } from '../../model';

/** The images of an asset manifest (`<stack>.assets.json`), with what their Dockerfiles say. */
export function imageAssetsOf(manifest: unknown, directory: string): readonly ImageAsset[] {
  const images = member(manifest, 'dockerImages');
  return Object.entries(isRawObject(images) ? images : {}).map(([hash, asset]) => {
    const source = member(asset, 'source');
    const platform = member(source, 'platform');
    return { hash, ...(typeof platform === 'string' ? { platform } : {}), dockerfile: readDockerfile(source, directory) };
  });
}

function readDockerfile(source: unknown, directory: string): Known<Dockerfile> {
  const folder = member(source, 'directory');
  const file = member(source, 'dockerFile') ?? 'Dockerfile';
  if (typeof folder !== 'string' || typeof file !== 'string') {
    return unknown('a program of the user makes the image');
  }
  const path = join(directory, folder, file);
  const inside = relative(directory, path);
  if (inside.startsWith('..') || isAbsolute(inside) || kindOfPath(path) !== 'file') {
    return unknown('the Dockerfile of the image is not in the assembly');
  }
  return known(parseDockerfile(readTextFile(path, inside)));
}

/** Instructions, each on one line: what a backslash continues is joined. Each `FROM` begins a stage, and the last one is what runs. */
export function parseDockerfile(text: string): Dockerfile {
  const from: string[] = [];
  let stage: Omit<Dockerfile, 'from'> = { exposes: [] };
  for (const line of text.replace(/\\[ \t]*\r?\n(?:[ \t]*#.*\r?\n)*/g, ' ').split(/\r?\n/)) {
    const match = /^\s*(FROM|EXPOSE|HEALTHCHECK|USER)\s+(.+?)\s*$/i.exec(line);
    const [name, rest] = [match?.[1].toUpperCase(), match?.[2] ?? ''];
    if (name === 'FROM') {
      const platform = /--platform=(\S+)/.exec(rest)?.[1];
      from.push(rest.replace(/--platform=\S+\s*/, '').split(/\s+/)[0]);
      stage = { exposes: [], ...(platform === undefined ? {} : { platform }) };
    } else if (name === 'EXPOSE') {
      stage = { ...stage, exposes: [...stage.exposes, ...rest.split(/\s+/)] };
    } else if (name === 'HEALTHCHECK') {
      stage = { ...stage, healthCheck: /^NONE$/i.test(rest) ? undefined : rest };
    } else if (name === 'USER') {
      stage = { ...stage, user: rest };
    }
  }
  return { from, ...stage };
}
