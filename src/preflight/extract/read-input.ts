import type { ModelNote, PlacementModel } from '../model';
import { extract, type OpenCondition } from './extract-model';
import { loadInput } from './load/load-input';
import type { LoadedTemplate } from './load/loaded-template';
import { buildInput } from './template/build-stacks';

export type { OpenCondition } from './extract-model';
export { InputError } from './load/input-error';
export type { LoadedTemplate } from './load/loaded-template';

export interface InputOptions {
  /** Values of template parameters, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Used for templates that do not say where they are deployed. */
  readonly region?: string;
  readonly account?: string;
  /** Values of SSM parameters, by name. */
  readonly context?: Readonly<Record<string, string>>;
  /** Answers to conditions that the templates leave open, by `<stack>/<condition>`. */
  readonly conditions?: Readonly<Record<string, boolean>>;
  /** Directory that paths in the report are relative to; the working directory when it is not given. */
  readonly baseDirectory?: string;
}

export interface ReadResult {
  readonly model: PlacementModel;
  /** Conditions that decide something and could not be decided; answer them in `conditions` to judge each branch. */
  readonly openConditions: readonly OpenCondition[];
}

/** Reads cloud assemblies and template files; `-` is standard input. Throws InputError with a message for the user. */
export function readInput(paths: readonly string[], options: InputOptions = {}): ReadResult {
  return readTemplates(loadInput(paths, options.baseDirectory ?? process.cwd()), options);
}

/** Reads templates that are parsed already, all of one deployment. */
export function readTemplates(templates: readonly LoadedTemplate[], options: InputOptions = {}): ReadResult {
  const input = buildInput(templates, {
    parameters: options.parameters ?? {},
    context: options.context ?? {},
    conditions: options.conditions ?? {},
    ...(options.region !== undefined ? { region: options.region } : {}),
    ...(options.account !== undefined ? { account: options.account } : {}),
  }, options.baseDirectory ?? process.cwd());
  const { model, openConditions } = extract(input);
  const remarks = templates.flatMap((template) => template.remarks ?? []).map((text): ModelNote => ({ text }));
  const images = new Map(templates.flatMap((template) => template.imageAssets ?? []).map((image) => [image.hash, image]));
  const imageAssets = [...images.values()].sort((one, other) => one.hash < other.hash ? -1 : 1);
  return { model: { ...model, ...(imageAssets.length > 0 ? { imageAssets } : {}), notes: [...remarks, ...model.notes] }, openConditions };
}
