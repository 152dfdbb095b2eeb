import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Example } from '../../tools/examples/discover-examples';

export const EXAMPLES = join(__dirname, '../../examples');

// Every run of an example begins anew, with the same CDK and the sources instead of a build.
for (const name of importedByExamples()) {
  const actual = jest.requireActual(name === 'cdk-ecs-stowage' ? '../../src' : name);
  jest.doMock(name, () => actual, { virtual: true });
}

/** The app of the example, before it is synthesized. */
export function loadExample({ name, directory }: Example): App {
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

function importedByExamples(): readonly string[] {
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) => [...readFileSync(join(EXAMPLES, file), 'utf8').matchAll(/from '((?:aws-cdk-lib|constructs|cdk-ecs-stowage)[^']*)'/g)])
    .map(([, name]) => name);
  return [...new Set(names)].sort();
}
