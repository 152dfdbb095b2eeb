import { Size } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Cpu, Discovery, InternalService, QueueWorker, WebListener, WebService } from '../../src';
import { clusterStack, image, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack('Shop', { region: 'eu-central-1', account: '111122223333' });
  const task = { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) };
  return { stack, cluster, task };
}

/** The outputs of a service, with the names that ECS makes up written as the logical ids of their resources. */
function outputsOf(template: Template): Record<string, string> {
  return Object.fromEntries(Object.entries(template.findOutputs('*')).map(([id, { Value }]) => [id.replace(/[0-9A-F]{8}$/, ''), text(Value)]));
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument]] = Object.entries(value as Record<string, unknown>);
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(text).join('');
  return `<${String(argument).replace(/[0-9A-F]{8}/, '')}>`;
}

test('a web service prints where it is reached and what to paste', () => {
  const { stack, task } = shop();
  new WebService(stack, 'Api', { ...task, listener: WebListener.http(), enableExecuteCommand: true }).commands.addOutputs();
  const where = '--region eu-central-1 --cluster <Cluster>';
  const name = '<ApiService,Name>';
  expect(outputsOf(templateOf(stack))).toEqual({
    ApiDescribeCommand: `aws ecs describe-services ${where} --services ${name} --query 'services[0].[deployments,events[:10]]'`,
    ApiScaleCommand: `aws ecs update-service ${where} --service ${name} --desired-count 3`,
    ApiExecCommand: `aws ecs execute-command ${where} --task "$(aws ecs list-tasks ${where} --service-name ${name} ` +
      '--query \'taskArns[0]\' --output text)" --container app --interactive --command /bin/sh',
    ApiLogsCommand: 'aws logs tail <ApiTaskDefinitionLogs> --region eu-central-1 --follow',
    ApiUrl: 'http://<ApiLoadBalancer,DNSName>',
  });
});

test('a task definition that was brought has logs of its own, and an internal service an address', () => {
  const { stack, cluster } = shop();
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Own');
  taskDefinition.addContainer('web', { image, portMappings: [{ containerPort: 3000, name: 'web' }] });
  new InternalService(stack, 'Prices', { cluster, taskDefinition, discovery: Discovery.serviceConnect({ namespace: 'shop' }) }).commands.addOutputs();
  const outputs = outputsOf(templateOf(stack));
  expect(Object.keys(outputs).sort()).toEqual(['PricesDescribeCommand', 'PricesExecCommand', 'PricesScaleCommand', 'PricesUrl']);
  expect(outputs.PricesExecCommand).toContain('--container web ');
  expect(outputs.PricesUrl).toBe('prices:3000');
});

test('a deployment that waits, goes on, is taken back, or gives way to an earlier revision, by a line', () => {
  const { stack, task } = shop();
  const { commands } = new QueueWorker(stack, 'Resize', { ...task, maxCapacity: 2 });
  const region = '--region eu-central-1';
  const where = `${region} --cluster <Cluster>`;
  const line = (command: string) => text(stack.resolve(command));
  expect(line(commands.deployments)).toBe(`aws ecs list-service-deployments ${where} --service <ResizeService,Name>`);
  expect(line(commands.pending)).toContain(`aws ecs describe-service-deployments ${region} --service-deployment-arns DEPLOYMENT_ARN`);
  expect(line(commands.continueDeployment)).toContain('--hook-id HOOK_ID --action CONTINUE');
  expect(line(commands.rollBack)).toContain('aws ecs stop-service-deployment');
  expect(line(commands.useRevision)).toMatch(/--task-definition Shop\w+:REVISION$/);
  expect(line(commands.redeploy)).toBe(`aws ecs update-service ${where} --service <ResizeService,Name> --force-new-deployment`);
});
