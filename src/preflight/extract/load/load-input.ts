import { basename, join, relative, resolve, sep } from 'node:path';
import { InputError } from './input-error';
import type { LoadedTemplate } from './loaded-template';
import { parseTemplate } from './parse-template';
import { loadAssembly } from './read-assembly';
import { kindOfPath, readTextFile } from './read-text-file';

/** Turns the paths of the command line into templates: cdk.out directories, template files, `-` for standard input. */
export function loadInput(paths: readonly string[], baseDirectory: string): LoadedTemplate[] {
  if (paths.length === 0) {
    throw new InputError('no input is given; name a cdk.out directory or a template file (.json, .yaml, .yml), or - for standard input');
  }
  return paths.flatMap((path) => loadPath(path, baseDirectory));
}

function loadPath(path: string, baseDirectory: string): LoadedTemplate[] {
  if (path === '-') {
    return [loadFile('-', 'stdin')];
  }
  const full = resolve(baseDirectory, path);
  const shownAs = showPath(full, path, baseDirectory);
  switch (kindOfPath(full)) {
    case undefined:
      throw new InputError(`${shownAs}: there is no such file or directory; run "cdk synth" first, or name a template file`);
    case 'directory':
      return loadDirectory(full, shownAs);
    case 'file':
      return basename(full) === 'manifest.json'
        ? loadAssembly(resolve(full, '..'), shownAs.replace(/\/?manifest\.json$/, ''))
        : [loadFile(full, shownAs)];
  }
}

function loadDirectory(full: string, shownAs: string): LoadedTemplate[] {
  if (kindOfPath(join(full, 'manifest.json')) !== 'file') {
    throw new InputError(`${shownAs}: the directory holds no manifest.json, so it is not a cloud assembly; run "cdk synth" and name its output, often cdk.out`);
  }
  return loadAssembly(full, shownAs);
}

function loadFile(full: string, shownAs: string): LoadedTemplate {
  return { path: shownAs, ...parseTemplate(readTextFile(full, shownAs), shownAs) };
}

/** Relative to the base directory; for something outside of it, the last name only: no absolute path is reported. */
function showPath(full: string, given: string, baseDirectory: string): string {
  const shown = relative(resolve(baseDirectory), full).split(sep).join('/');
  if (shown === '') {
    return '.';
  }
  return shown.startsWith('..') && given.startsWith(sep) ? basename(full) : shown;
}
