import { isRawObject, member, type LoadedTemplate } from './loaded-template';

type ReadSibling = (name: string) => { readonly path: string; readonly body: unknown } | undefined;

/** The template and, after it, the nested stacks that it and they create, found by their asset file. */
export function findNestedTemplates(root: LoadedTemplate, readSibling: ReadSibling, assets: ReadonlyMap<string, string>): LoadedTemplate[] {
  const found: LoadedTemplate[] = [];
  const open: { template: LoadedTemplate; ancestors: readonly string[] }[] = [{ template: root, ancestors: [root.path] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const missing = new Map<string, string>();
    const children: typeof open = [];
    for (const [logicalId, resource] of nestedStacks(next.template.body)) {
      const name = assetOf(resource, assets);
      const nested = name === undefined ? undefined : readSibling(name);
      if (!nested) {
        missing.set(logicalId, name === undefined ? 'its template is not in the assembly' : 'its asset file is not in the assembly');
      } else if (next.ancestors.includes(nested.path)) {
        missing.set(logicalId, 'it nests itself');
      } else {
        const template: LoadedTemplate = {
          ...nested, region: root.region, account: root.account, metadata: root.metadata, nestedIn: { path: next.template.path, logicalId },
        };
        children.push({ template, ancestors: [...next.ancestors, nested.path] });
      }
    }
    found.push({ ...next.template, missingNested: missing });
    open.push(...children.reverse());
  }
  return found;
}

function nestedStacks(body: unknown): [string, unknown][] {
  const resources = member(body, 'Resources');
  return isRawObject(resources) ? Object.entries(resources).filter(([, resource]) => member(resource, 'Type') === 'AWS::CloudFormation::Stack') : [];
}

/** By the metadata of the resource, or by the hash that its address ends with. */
function assetOf(resource: unknown, assets: ReadonlyMap<string, string>): string | undefined {
  const path = member(member(resource, 'Metadata'), 'aws:asset:path');
  if (typeof path === 'string') {
    return path;
  }
  const url = member(member(resource, 'Properties'), 'TemplateURL');
  const hash = url === undefined ? null : /([0-9a-f]{64})/.exec(lastText(url));
  return hash ? assets.get(hash[1]) : undefined;
}

/** The last piece of an address, which CDK writes as a join of pieces. */
function lastText(url: unknown): string {
  const sub = member(url, 'Fn::Sub');
  const join = member(url, 'Fn::Join');
  const pieces = Array.isArray(join) && Array.isArray(join[1]) ? join[1] as unknown[] : [sub ?? url];
  const last = pieces[pieces.length - 1];
  return typeof last === 'string' ? last : '';
}
