import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly Metadata?: Record<string, unknown>;
}

export interface Template {
  readonly Parameters?: Record<string, { readonly Type: string; readonly Default?: unknown }>;
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown }>;
}

export interface AssemblyStack {
  readonly stackName: string;
  readonly templatePath: string;
  readonly template: Template;
}

interface Manifest {
  readonly artifacts?: Record<string, {
    readonly type: string;
    readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly directoryName?: string };
  }>;
}

/** The stacks of a cloud assembly and of the assemblies of its stages, in the manifest's order. */
export function readStacks(assembly: string): readonly AssemblyStack[] {
  const manifest = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8')) as Manifest;
  return Object.entries(manifest.artifacts ?? {}).flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly') return readStacks(join(assembly, artifact.properties!.directoryName!));
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const templatePath = join(assembly, artifact.properties!.templateFile!);
    const template = JSON.parse(readFileSync(templatePath, 'utf8')) as Template;
    return [{ stackName: artifact.properties!.stackName ?? id, templatePath, template }];
  });
}

/** The resources of one type, by logical id. */
export function resourcesOfType(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}
