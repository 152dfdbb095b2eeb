import { basename, posix } from 'node:path';
import { expandLoops } from './for-each';
import { createSourceMap } from './source-map';
import type { Input, InputValues, Resource, Stack } from './stack';
import { isRawObject, member, type LoadedTemplate, type RawObject } from '../load/loaded-template';

/** Puts the templates into one input: ids made unique, nested stacks tied to the resource that creates them. */
export function buildInput(templates: readonly LoadedTemplate[], options: InputValues, baseDirectory: string): Input {
  const taken = new Set<string>();
  const byPath = new Map<string, Stack>();
  const stacks = templates.map((template) => {
    const parent = template.nestedIn ? byPath.get(template.nestedIn.path) : undefined;
    const stack = buildStack(template, parent, claimId(idOf(template, parent), taken), options, baseDirectory);
    byPath.set(template.path, stack);
    if (parent && template.nestedIn) {
      parent.nested.set(template.nestedIn.logicalId, stack);
    }
    return stack;
  });
  return { stacks, options };
}

function idOf(template: LoadedTemplate, parent: Stack | undefined): string {
  if (parent && template.nestedIn) {
    return `${parent.id}/${template.nestedIn.logicalId}`;
  }
  return template.stackName ?? (basename(template.path).replace(/(\.template)?\.(json|ya?ml)$/i, '') || 'template');
}

function claimId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) {
    id = `${wanted}-${count}`;
  }
  taken.add(id);
  return id;
}

function buildStack(template: LoadedTemplate, parent: Stack | undefined, id: string, options: InputValues, baseDirectory: string): Stack {
  const declared = rawSection(template.body, 'Parameters');
  const section = (name: string): RawObject =>
    expandLoops(rawSection(template.body, name), (parameter) => listParameter(parameter, declared, options));
  const resources = new Map<string, Resource>();
  const stack: Stack = {
    id,
    path: template.path,
    name: template.stackName,
    region: template.region ?? options.region,
    account: template.account ?? options.account,
    resources,
    parameters: declared,
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    outputs: section('Outputs'),
    macros: macrosOf(template.body),
    ...(parent && template.nestedIn ? { parent: { stack: parent, logicalId: template.nestedIn.logicalId } } : {}),
    nested: new Map(),
    metadata: template.metadata,
    missingNested: template.missingNested ?? new Map(),
  };
  const subjectOf = createSourceMap(template.path, id, template.metadata, baseDirectory, posix.basename(template.path), template.lines);
  for (const [logicalId, raw] of Object.entries(section('Resources'))) {
    const type = member(raw, 'Type');
    if (isRawObject(raw) && typeof type === 'string') {
      resources.set(logicalId, { id: `${id}/${logicalId}`, stack, logicalId, type, raw, subject: subjectOf(logicalId, raw) });
    }
  }
  return stack;
}

function rawSection(body: unknown, name: string): RawObject {
  const raw = member(body, name);
  return isRawObject(raw) ? raw : {};
}

/** The items of a parameter that a loop runs over. */
function listParameter(name: string, declared: RawObject, options: InputValues): readonly string[] | undefined {
  const given: unknown = Object.prototype.hasOwnProperty.call(options.parameters, name)
    ? options.parameters[name]
    : member(member(declared, name), 'Default');
  return typeof given === 'string'
    ? given
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
    : undefined;
}

function macrosOf(body: unknown): readonly string[] {
  const raw = member(body, 'Transform');
  const names = (Array.isArray(raw) ? raw : [raw]).map((name: unknown) => member(name, 'Name') ?? name);
  return names.filter((name): name is string => typeof name === 'string' && name !== 'AWS::LanguageExtensions').sort();
}
