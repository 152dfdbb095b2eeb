import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as ts from 'typescript';
import { only, templateOf } from '../support/stack';

type Shop = (stack: Stack, zone: route53.IHostedZone) => void;

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const section = readme.slice(readme.indexOf('## Side by side'));
const [ours, stock] = [...section.matchAll(/^```ts\n([^]*?)^```$/gm)].map((match) => match[1]);

/** What a snippet exports under a name, with the package standing for this checkout. */
function run(snippet: string, name: string): Shop {
  const { outputText } = ts.transpileModule(snippet, { compilerOptions: { module: ts.ModuleKind.CommonJS, esModuleInterop: true } });
  const exported: Record<string, Shop> = {};
  const load = (id: string): unknown => jest.requireActual(id === 'cdk-ecs-stowage' ? '../../src' : id);
  new Function('require', 'exports', outputText)(load, exported);
  return exported[name];
}

function synthesized(shop: Shop): Template {
  const stack = new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-central-1' } });
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0', zoneName: 'example.com' });
  shop(stack, zone);
  return templateOf(stack);
}

const linesOf = (snippet: string) => snippet.split('\n').filter((line) => line.trim() !== '').length;

test('fifteen lines, and the numbers that the README gives, are right', () => {
  expect(linesOf(ours)).toBeLessThanOrEqual(15);
  expect(section).toContain(`${linesOf(ours)} lines to ${linesOf(stock)}.`);
});

describe('both', () => {
  test.each([['ours', ours, 'shop'], ['stock', stock, 'stockShop']])('have HTTPS, a name, scaling and alarms that roll back: %s', (_, snippet, name) => {
    const template = synthesized(run(snippet, name));
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'HTTPS', Certificates: Match.anyValue() });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: 80, DefaultActions: [Match.objectLike({ Type: 'redirect' })] });
    template.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'shop.example.com.' });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 2, MaxCapacity: 10 });
    template.hasResourceProperties('AWS::ECS::Service', {
      DeploymentConfiguration: { Alarms: { Enable: true, Rollback: true }, DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  });
});

describe('what stock CDK lacks', () => {
  const templates = { ours: synthesized(run(ours, 'shop')), stock: synthesized(run(stock, 'stockShop')) };
  const attributes = (template: Template) => JSON.stringify(only(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer').resource.Properties);
  const text = (template: Template, type: string) => JSON.stringify(template.findResources(type));
  const facts: Record<string, (template: Template) => boolean> = {
    'a desired count that a deployment does not reset': (template) => !text(template, 'AWS::ECS::Service').includes('DesiredCount'),
    'a root file system that cannot be written': (template) => text(template, 'AWS::ECS::TaskDefinition').includes('"ReadonlyRootFilesystem":true'),
    'logs encrypted with a key of the stack': (template) => text(template, 'AWS::Logs::LogGroup').includes('KmsKeyId'),
    'a load balancer that drops headers it cannot read': (template) => attributes(template).includes('"Key":"routing.http.drop_invalid_header_fields.enabled","Value":"true"'),
    'a load balancer that cannot be deleted by mistake': (template) => attributes(template).includes('"Key":"deletion_protection.enabled","Value":"true"'),
    'roles that only tasks of this account may assume': (template) => text(template, 'AWS::IAM::Role').includes('aws:SourceAccount'),
  };
  test.each(Object.keys(facts))('%s', (fact) => {
    expect([facts[fact](templates.ours), facts[fact](templates.stock)]).toEqual([true, false]);
  });
});
