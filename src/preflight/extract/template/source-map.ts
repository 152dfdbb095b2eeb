import { isAbsolute, relative, sep } from 'node:path';
import { isOwnFile } from './own-files';
import type { Subject } from '../../model';
import { isRawObject, member, type ConstructMetadata, type MetadataEntry, type RawObject } from '../load/loaded-template';

/** Tells, for a resource of one template, which construct and which line of the user's code made it. */
export type SourceMap = (logicalId: string, resource: RawObject) => Subject;

interface Place {
  readonly constructPath: string;
  readonly file?: string;
  readonly line?: number;
}

/**
 * Construct metadata is kept per construct path for the whole stack artifact; `owner` is the construct path of the
 * nested stack whose template is asked about, so that equal logical ids of two templates are told apart.
 */
export function createSourceMap(templatePath: string, stackId: string, metadata: ConstructMetadata | undefined, baseDirectory: string,
  templateFile: string, lines: ReadonlyMap<string, number> = new Map()): SourceMap {
  const places = collectPlaces(metadata ?? {}, templateFile, baseDirectory);
  const inTemplate = (logicalId: string): { file?: string; line?: number } => {
    const line = lines.get(logicalId);
    return line === undefined ? {} : { file: templatePath, line };
  };
  return (logicalId, resource) => {
    const place = places.get(logicalId);
    const written = member(member(resource, 'Metadata'), 'aws:cdk:path');
    const constructPath = typeof written === 'string' && written !== '' ? trimPath(written) : place?.constructPath ?? `${stackId}/${logicalId}`;
    return {
      constructPath,
      logicalId,
      templatePath,
      ...(place?.file !== undefined ? { file: place.file, ...(place.line !== undefined ? { line: place.line } : {}) } : inTemplate(logicalId)),
    };
  };
}

function collectPlaces(metadata: ConstructMetadata, templateFile: string, baseDirectory: string): Map<string, Place> {
  const owners = templateOwners(metadata);
  const places = new Map<string, Place>();
  for (const [path, entries] of Object.entries(metadata)) {
    const id = entries.find((entry) => member(entry, 'type') === 'aws:cdk:logicalId');
    // An older aws-cdk-lib names no template file; then the metadata of the stack is about its one template.
    const isOwn = owners.size === 0 || ownerOf(path, owners) === templateFile;
    if (typeof id?.data === 'string' && isOwn && !places.has(id.data)) {
      places.set(id.data, { constructPath: trimPath(path), ...locate(path, metadata, entries, baseDirectory) });
    }
  }
  return places;
}

/** Construct paths of stacks and nested stacks, with the file each is synthesized into. */
function templateOwners(metadata: ConstructMetadata): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [path, entries] of Object.entries(metadata)) {
    const file = entries.find((entry) => member(entry, 'type') === 'aws:cdk:templateFile')?.data;
    if (typeof file === 'string') {
      owners.set(path, file);
    }
  }
  return owners;
}

function ownerOf(path: string, owners: ReadonlyMap<string, string>): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const owner = owners.get(path.slice(0, end));
    if (owner !== undefined) {
      return owner;
    }
  }
  return undefined;
}

/** The frame of the construct itself, or of the nearest construct above it that has one: `Default` children carry none. */
function locate(path: string, metadata: ConstructMetadata, own: readonly MetadataEntry[], baseDirectory: string): { file?: string; line?: number } {
  for (let end = path.length, entries: readonly MetadataEntry[] | undefined = own; end > 0; end = path.lastIndexOf('/', end - 1)) {
    entries = end === path.length ? own : member(metadata, path.slice(0, end)) as readonly MetadataEntry[] | undefined;
    for (const entry of entries ?? []) {
      const frame = userFrame(entry, baseDirectory);
      if (frame) {
        return frame;
      }
    }
  }
  return {};
}

function userFrame(entry: MetadataEntry, baseDirectory: string): { file: string; line: number } | undefined {
  if (!isRawObject(entry) || (entry.type !== 'aws:cdk:creationStack' && entry.type !== 'aws:cdk:logicalId')) {
    return undefined;
  }
  const frames: unknown[] = [...(Array.isArray(entry.trace) ? entry.trace : []), ...(Array.isArray(entry.data) ? entry.data : [])];
  for (const frame of frames) {
    const match = /(?:\(|^\s*(?:at )?(?:async )?)((?:file:\/\/)?[^():]*(?::[\\/][^():]*)?):(\d+):\d+\)?\s*$/.exec(String(frame));
    const file = match ? relativeFile(match[1], baseDirectory) : undefined;
    if (match && file !== undefined) {
      return { file, line: Number(match[2]) };
    }
  }
  return undefined;
}

/** A file of the user's own below the base directory; packages and the engine's own modules are passed over. */
function relativeFile(written: string, baseDirectory: string): string | undefined {
  const file = written.replace(/^file:\/\//, '');
  if (/(^|[\\/])node_modules[\\/]/.test(file) || file.startsWith('node:') || file === '' || isOwnFile(file)) {
    return undefined;
  }
  const shown = isAbsolute(file) ? relative(baseDirectory, file) : file;
  return shown.startsWith('..') || isAbsolute(shown) ? undefined : shown.split(sep).join('/');
}

/**
 * The L2 construct that a user knows, not the L1 inside of it: `Shop/Api/Service/Service` is shown as
 * `Shop/Api/Service`, `Shop/Group/ASG` as `Shop/Group`. What is shown is always the path of a construct that exists.
 */
function trimPath(path: string): string {
  const parts = path.replace(/^\//, '').split('/');
  while (parts.length > 2 && INNER_IDS.has(parts[parts.length - 1])) parts.pop();
  if (parts.length > 2 && parts[parts.length - 1] === parts[parts.length - 2]) parts.pop();
  return parts.join('/');
}

/** Ids that aws-cdk-lib gives to the L1 of an L2. */
const INNER_IDS: ReadonlySet<string> = new Set(['Resource', 'Default', 'ASG']);
