import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';

jest.mock('cdk-ecs-stowage', () => jest.requireActual('../../src'), { virtual: true });
// After the mock, so that the examples get the sources and not a build.
import { LogDriversStack } from '../../examples/log-drivers/log-drivers-stack';
import { SecretsStack } from '../../examples/secrets/secrets-stack';
import { VolumesStack } from '../../examples/volumes/volumes-stack';
import { TaskDefinition } from '../../src';
import { toApiShape } from '../../tools/deploy/api-shape';

/** The notation of `toJson` for what only the deployment knows. */
function written(intrinsic: unknown): unknown {
  const [[name, argument]] = Object.entries(intrinsic as Record<string, unknown>);
  if (name === 'Ref') return `\${${argument as string}}`;
  if (name === 'Fn::GetAtt') return `\${${(argument as string[]).join('.')}}`;
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map((part) => (typeof part === 'string' ? part : written(part))).join('');
  throw new Error(`no notation for ${name}`);
}

const STACKS: Readonly<Record<string, new (scope: Construct, id: string) => Stack>> = {
  'log drivers': LogDriversStack, 'secrets': SecretsStack, 'volumes': VolumesStack,
};

/** The deploy test hands the right side to `aws ecs register-task-definition --cli-input-json`, which checks each field and type. */
test.each(Object.keys(STACKS))('writes the tasks of the example of %s as the template says them, in the words of the API', (name) => {
  const stack = new STACKS[name](new App(), 'Example');
  const { Resources } = Template.fromStack(stack).toJSON() as { readonly Resources: Record<string, { readonly Properties: object }> };
  const tasks = stack.node.findAll().filter((each): each is TaskDefinition => each instanceof TaskDefinition);
  expect(tasks.length).toBeGreaterThan(0);
  for (const task of tasks) {
    const id = stack.getLogicalId(task.ecsTaskDefinition.node.defaultChild as CfnTaskDefinition);
    expect(JSON.parse(task.toJson())).toEqual(toApiShape(Resources[id].Properties, written));
  }
});
