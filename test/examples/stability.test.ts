import { App, Size, Stack } from 'aws-cdk-lib';
import { Cluster, Cpu, WebListener, WebService } from '../../src';
import { discoverExamples } from '../../tools/examples/discover-examples';
import { EXAMPLES, loadExample } from '../support/load-example';
import { image } from '../support/stack';

type Resources = Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;

test.each(discoverExamples(EXAMPLES).map((example) => [example.name, example] as const))(
  '%s is synthesized alike twice, and keeps ids and priorities when a service is added', (_, example) => {
    const before = templatesOf(loadExample(example));
    expect(templatesOf(loadExample(example))).toEqual(before);
    const app = loadExample(example);
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
