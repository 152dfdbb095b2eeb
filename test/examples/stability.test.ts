import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Size, Stack } from 'aws-cdk-lib';
import { Cluster, Cpu, WebListener, WebService } from '../../src';
import { discoverExamples, Example } from '../../tools/examples/discover-examples';
import { image } from '../support/stack';

type Resources = Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;

const EXAMPLES = join(__dirname, '../../examples');

// Every run of an example begins anew, with the same CDK and the sources instead of a build.
for (const name of importedByExamples()) {
  const actual = jest.requireActual(name === 'cdk-ecs-stowage' ? '../../src' : name);
  jest.doMock(name, () => actual, { virtual: true });
}

test.each(discoverExamples(EXAMPLES).map((example) => [example.name, example] as const))(
  '%s is synthesized alike twice, and keeps ids and priorities when a service is added', (_, example) => {
    const before = templatesOf(load(example));
    expect(templatesOf(load(example))).toEqual(before);
    const app = load(example);
    const added = addService(app);
    const after = templatesOf(app);
    expect(Object.values(after).some((text) => text.includes('"AddedLaterService'))).toBe(added);
    for (const [stack, text] of Object.entries(before)) {
      expect(kept(resourcesOf(after[stack]), resourcesOf(text))).toEqual(kept(resourcesOf(text), resourcesOf(text)));
    }
  });

/** What must not change: the type behind every logical id, and the priority of every listener rule. */
function kept(resources: Resources, wanted: Resources): Record<string, unknown> {
  return Object.fromEntries(Object.keys(wanted).map((id) => [id, [resources[id]?.Type, resources[id]?.Properties?.Priority]]));
}

function resourcesOf(text: string): Resources {
  return JSON.parse(text).Resources;
}

/** The app of the example, before it is synthesized. */
function load({ name, directory }: Example): App {
  const { app: command, context } = JSON.parse(readFileSync(join(directory, 'cdk.json'), 'utf8'));
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, '@aws-cdk/core:validateAgainstDefaultRules': undefined });
  const loaded: App[] = [];
  const synth = jest.spyOn(App.prototype, 'synth').mockImplementation(function (this: App) {
    loaded.push(this);
    return undefined as never;
  });
  jest.isolateModules(() => jest.requireActual(join(directory, String(command).split(' ').pop()!)));
  synth.mockRestore();
  if (loaded.length === 0) throw new Error(`example ${name} does not synthesize its app`);
  return loaded[loaded.length - 1];
}

function templatesOf(app: App): Record<string, string> {
  return Object.fromEntries(app.synth().stacksRecursively.map((stack) => [stack.id, JSON.stringify(stack.template)]));
}

/** Behind the load balancer of a service that is there, or one of its own. */
function addService(app: App): boolean {
  const all = app.node.findAll();
  const cluster = all.find((construct): construct is Cluster => construct instanceof Cluster);
  if (!cluster) return false;
  const web = all.find((construct): construct is WebService => construct instanceof WebService);
  new WebService(Stack.of(web ?? cluster), 'AddedLater', {
    cluster: web ? web.ecsService.cluster : cluster,
    listener: web ? WebListener.shared(web.listener, { pathPatterns: ['/added-later/*'] }) : WebListener.http(),
    image,
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
  });
  return true;
}

function importedByExamples(): readonly string[] {
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) => [...readFileSync(join(EXAMPLES, file), 'utf8').matchAll(/from '((?:aws-cdk-lib|constructs|cdk-ecs-stowage)[^']*)'/g)])
    .map(([, name]) => name);
  return [...new Set(names)].sort();
}
