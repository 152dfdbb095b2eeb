import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from './input-error';
import { isRawObject, member, type ConstructMetadata, type LoadedTemplate, type RawObject } from './loaded-template';
import { findNestedTemplates } from './nested-templates';
import { parseJson, parseTemplate } from './parse-template';
import { imageAssetsOf } from './read-image-assets';
import { kindOfPath, readTextFile } from './read-text-file';
import type { ImageAsset } from '../../model';

/** Reads every stack of a cloud assembly, those of its nested assemblies (stages) and its nested stacks among them. */
export function loadAssembly(directory: string, shownAs: string, depth = 0): LoadedTemplate[] {
  if (depth > MAX_ASSEMBLY_DEPTH) {
    throw new InputError(`${shownAs}: assemblies are nested more than ${MAX_ASSEMBLY_DEPTH} levels deep; does a manifest name its own directory?`);
  }
  const manifestPath = joinShown(shownAs, 'manifest.json');
  const manifest = parseJson(readTextFile(join(directory, 'manifest.json'), manifestPath), manifestPath);
  const artifacts = member(manifest, 'artifacts');
  if (!isRawObject(manifest) || (artifacts !== undefined && !isRawObject(artifacts))) {
    throw new InputError(`${manifestPath}: this is not the manifest of a cloud assembly: "artifacts" is missing; run "cdk synth" again`);
  }
  return Object.keys(artifacts ?? {}).sort().flatMap((id) => {
    const artifact = member(artifacts, id);
    switch (member(artifact, 'type')) {
      case 'aws:cloudformation:stack':
        return loadStack(directory, shownAs, id, artifact as RawObject);
      case 'cdk:cloud-assembly': {
        const name = fileProperty(artifact, 'directoryName', manifestPath, id);
        return loadAssembly(within(directory, name, manifestPath), joinShown(shownAs, name), depth + 1);
      }
      default:
        return [];
    }
  });
}

const MAX_ASSEMBLY_DEPTH = 10;

function loadStack(directory: string, shownAs: string, id: string, artifact: RawObject): LoadedTemplate[] {
  const manifestPath = joinShown(shownAs, 'manifest.json');
  const file = fileProperty(artifact, 'templateFile', manifestPath, id);
  const path = joinShown(shownAs, file);
  const full = within(directory, file, manifestPath);
  if (kindOfPath(full) !== 'file') {
    throw new InputError(`${path}: the manifest names this template of stack "${id}" and it is not there; run "cdk synth" again into an empty directory`);
  }
  const stackName = member(member(artifact, 'properties'), 'stackName');
  const assets = readAssets(directory, artifact);
  const root: LoadedTemplate = {
    path,
    stackName: typeof stackName === 'string' ? stackName : id,
    ...environmentOf(artifact),
    body: parseTemplate(readTextFile(full, path), path, true).body,
    metadata: metadataOf(directory, shownAs, artifact),
    ...(assets.images.length > 0 ? { imageAssets: assets.images } : {}),
  };
  return findNestedTemplates(root, (name) => readSibling(directory, shownAs, name), assets.files);
}

function readSibling(directory: string, shownAs: string, name: string): { path: string; body: unknown } | undefined {
  const full = isAbsolute(name) ? join(directory, basename(name)) : join(directory, name);
  if (kindOfPath(full) !== 'file') {
    return undefined;
  }
  const path = joinShown(shownAs, relative(directory, full).split(sep).join('/'));
  return { path, body: parseTemplate(readTextFile(full, path), path, true).body };
}

/** Hash of a file asset to the file, and images, from the asset manifest that the stack depends on. */
function readAssets(directory: string, artifact: RawObject): { readonly files: ReadonlyMap<string, string>; readonly images: readonly ImageAsset[] } {
  const assets = new Map<string, string>();
  const images: ImageAsset[] = [];
  const dependencies = member(artifact, 'dependencies');
  for (const dependency of Array.isArray(dependencies) ? dependencies : []) {
    const full = join(directory, `${String(dependency)}.json`);
    if (!/\.assets$/.test(String(dependency)) || kindOfPath(full) !== 'file') {
      continue;
    }
    const manifest = parseJson(readTextFile(full, basename(full)), basename(full));
    const files = member(manifest, 'files');
    images.push(...imageAssetsOf(manifest, directory));
    for (const [hash, asset] of Object.entries(isRawObject(files) ? files : {})) {
      const source = member(member(asset, 'source'), 'path');
      if (typeof source === 'string') {
        assets.set(hash, source);
      }
    }
  }
  return { files: assets, images };
}

function metadataOf(directory: string, shownAs: string, artifact: RawObject): ConstructMetadata {
  const own = member(artifact, 'metadata');
  const extra = member(artifact, 'additionalMetadataFile');
  const full = typeof extra === 'string' ? join(directory, extra) : undefined;
  const added = full !== undefined && kindOfPath(full) === 'file'
    ? parseJson(readTextFile(full, joinShown(shownAs, String(extra))), joinShown(shownAs, String(extra)))
    : undefined;
  return Object.fromEntries([...Object.entries(isRawObject(added) ? added : {}), ...Object.entries(isRawObject(own) ? own : {})]
    .filter(([, entries]) => Array.isArray(entries))) as ConstructMetadata;
}

function environmentOf(artifact: RawObject): { account?: string; region?: string } {
  const match = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(member(artifact, 'environment')));
  const [account, region] = match ? [match[1], match[2]] : [undefined, undefined];
  return {
    ...(account && account !== 'unknown-account' ? { account } : {}),
    ...(region && region !== 'unknown-region' ? { region } : {}),
  };
}

function fileProperty(artifact: unknown, name: string, manifestPath: string, id: string): string {
  const value = member(member(artifact, 'properties'), name);
  if (typeof value !== 'string' || value === '') {
    throw new InputError(`${manifestPath}: artifact "${id}" has no "${name}"; run "cdk synth" again`);
  }
  return value;
}

/** A manifest names files of its own directory; anything else is not followed. */
function within(directory: string, name: string, manifestPath: string): string {
  const full = resolve(directory, name);
  if (full === resolve(directory) || relative(directory, full).startsWith('..') || isAbsolute(relative(directory, full))) {
    throw new InputError(`${manifestPath}: "${basename(name)}" lies outside of the assembly; an assembly holds its own files`);
  }
  return full;
}

function joinShown(directory: string, name: string): string {
  return directory === '' || directory === '.' ? name : `${directory}/${name}`;
}
