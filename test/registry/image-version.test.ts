import { App, CfnParameter, NestedStack, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Cpu, ImageRepository, ImageVersion, WebListener, WebService } from '../../src';
import { clusterStack, only, templateOf } from '../support/stack';

function release(version: (stack: Stack) => ImageVersion) {
  const { stack, cluster } = clusterStack();
  const images = new ImageRepository(stack, 'Images');
  const api = version(stack);
  new WebService(stack, 'Api', {
    cluster, image: api.imageIn(images.repository), cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), listener: WebListener.http(),
  });
  return { stack, api };
}

/** What CloudFormation makes of intrinsics, with the value of the version put in. */
function evaluate(value: unknown, template: Template, version: string): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, template, version));
  if (value === null || typeof value !== 'object') return value;
  const [[name, argument]] = Object.entries(value as Record<string, unknown>);
  const inner = (each: unknown) => evaluate(each, template, version);
  switch (name) {
    case 'Ref': return String(argument).startsWith('ApiVersion') ? version : String(argument);
    case 'Fn::GetAtt': return String(argument);
    case 'Fn::Split': { const [by, text] = argument as [string, unknown]; return String(inner(text)).split(by); }
    case 'Fn::Select': { const [index, list] = argument as [number, unknown]; return (inner(list) as unknown[])[index]; }
    case 'Fn::Equals': { const [left, right] = argument as [unknown, unknown]; return inner(left) === inner(right); }
    case 'Fn::Join': { const [by, list] = argument as [string, unknown]; return (inner(list) as unknown[]).join(by); }
    case 'Fn::If': {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return inner(inner((template.toJSON() as { Conditions: Record<string, unknown> }).Conditions[condition]) ? yes : no);
    }
    default: throw new Error(`no such intrinsic here: ${name}`);
  }
}

function imageAt(template: Template, version: string): string {
  const { resource } = only(template, 'AWS::ECS::TaskDefinition');
  const [container] = (resource.Properties as { ContainerDefinitions: { Image: unknown }[] }).ContainerDefinitions;
  return String(evaluate(container.Image, template, version));
}

test('a release changes one input of the stack, a tag or a digest, and the template stays', () => {
  const { stack } = release((scope) => ImageVersion.stackParameter(scope, 'ApiVersion', { initial: '1.0.0' }));
  const template = templateOf(stack);
  const digest = `sha256:${'ab'.repeat(32)}`;
  expect(imageAt(template, '1.0.1')).toMatch(/:1\.0\.1$/);
  expect(imageAt(template, digest)).toMatch(/@sha256:(ab){32}$/);
  template.hasParameter('*', { Type: 'String', Default: '1.0.0' });
});

test('the line of a release is an output, and keeps every other input as it is', () => {
  const { stack, api } = release((scope) => ImageVersion.stackParameter(scope, 'ApiVersion', { initial: '1.0.0' }));
  new CfnParameter(stack, 'Later', { default: 'x' });
  const template = templateOf(stack);
  const id = Object.keys(template.findParameters('*', { Default: '1.0.0' }))[0];
  const output = Object.values(template.findOutputs('*')).map(({ Value }) => evaluate(Value, template, '')).find((each) => String(each).includes('update-stack'));
  expect(output).toEqual(evaluate(stack.resolve(api.releaseCommand), template, ''));
  expect(output).toBe('aws cloudformation update-stack --region AWS::Region --stack-name Shop --use-previous-template ' +
    `--capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND --parameters ParameterKey=${id},ParameterValue=NEW_VERSION ` +
    'ParameterKey=BootstrapVersion,UsePreviousValue=true ParameterKey=Later,UsePreviousValue=true');
});

test('the version may be in a parameter that pipelines and other stacks read', () => {
  const { stack, api } = release((scope) => ImageVersion.ssmParameter(scope, 'ApiVersion', { parameterName: '/shop/api/version' }));
  const template = templateOf(stack);
  template.hasParameter('*', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/api/version' });
  expect(imageAt(template, '2.0')).toMatch(/:2\.0$/);
  expect(evaluate(stack.resolve(api.releaseCommand), template, ''))
    .toContain('aws ssm put-parameter --region AWS::Region --name /shop/api/version --value NEW_VERSION --overwrite && aws cloudformation update-stack');
});

test('an image of another registry has a version as well', () => {
  const { stack, cluster } = clusterStack();
  const version = ImageVersion.stackParameter(stack, 'ApiVersion', { initial: '1.29' });
  new WebService(stack, 'Api', {
    cluster, image: version.imageOf('public.ecr.aws/nginx/nginx'), cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), listener: WebListener.http(),
  });
  expect(imageAt(templateOf(stack), '1.30')).toBe('public.ecr.aws/nginx/nginx:1.30');
});

test('fails on what is no version, and where a release could not reach it', () => {
  const stack = new Stack(new App(), 'Shop');
  expect(() => ImageVersion.stackParameter(stack, 'A', { initial: 'sha256:12' })).toThrow('must be a tag or a digest');
  expect(() => ImageVersion.stackParameter(new NestedStack(stack, 'Inner'), 'B', { initial: '1' })).toThrow('in a stack that is deployed by itself');
});
