import type { ImageAsset } from '../../model';

/** One template, parsed, with what the cloud assembly says about it. */
export interface LoadedTemplate {
  /** As it is shown in the report: relative, with forward slashes. */
  readonly path: string;
  readonly stackName?: string;
  readonly region?: string;
  readonly account?: string;
  readonly body: unknown;
  /** Construct path to metadata entries, as the manifest of a cloud assembly holds them. */
  readonly metadata?: ConstructMetadata;
  /** Only for a nested stack: which resource of which template creates it. */
  readonly nestedIn?: { readonly path: string; readonly logicalId: string };
  /** Why nested stacks of this template could not be loaded, by logical id. */
  readonly missingNested?: ReadonlyMap<string, string>;
  /** Line of each logical id; only for a template that no tool wrote into an assembly. */
  readonly lines?: ReadonlyMap<string, number>;
  /** Images that are built from the assembly of this template. */
  readonly imageAssets?: readonly ImageAsset[];
  /** Remarks of the loader about this file, such as a key that is written twice. */
  readonly remarks?: readonly string[];
}

export type ConstructMetadata = Readonly<Record<string, readonly MetadataEntry[]>>;

export interface MetadataEntry {
  readonly type: string;
  readonly data?: unknown;
  readonly trace?: readonly string[];
}

/** An object of unknown shape, as JSON and YAML give it. */
export type RawObject = Readonly<Record<string, unknown>>;

export function isRawObject(raw: unknown): raw is RawObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** The member of that name, unless it is inherited (`constructor`, `__proto__`). */
export function member(raw: unknown, name: string): unknown {
  return isRawObject(raw) && Object.prototype.hasOwnProperty.call(raw, name) ? raw[name] : undefined;
}
