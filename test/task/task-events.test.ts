import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { TaskEvents, TaskEventsProps } from '../../src';
import { only } from '../support/stack';

function events(props: Partial<TaskEventsProps> = {}): { readonly stack: Stack; readonly template: Template } {
  const stack = new Stack(new App(), 'Shop');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 }) });
  new TaskEvents(stack, 'Events', { cluster, ...props });
  return { stack, template: Template.fromStack(stack) };
}

test('keeps the events of tasks, services, instances and deployments of one cluster', () => {
  const { template } = events();
  const cluster = only(template, 'AWS::ECS::Cluster').id;
  const target = [
    {
      Arn: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':logs:',
            { Ref: 'AWS::Region' },
            ':',
            { Ref: 'AWS::AccountId' },
            ':log-group:',
            { Ref: only(template, 'AWS::Logs::LogGroup').id },
          ],
        ],
      },
    },
  ];
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      'source': ['aws.ecs'],
      'detail-type': ['ECS Task State Change', 'ECS Service Action', 'ECS Container Instance State Change'],
      'detail': { clusterArn: [{ 'Fn::GetAtt': [cluster, 'Arn'] }] },
    },
    Targets: target,
  });
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      'source': ['aws.ecs'],
      'detail-type': ['ECS Deployment State Change'],
      'resources': [
        {
          prefix: {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':ecs:',
                { Ref: 'AWS::Region' },
                ':',
                { Ref: 'AWS::AccountId' },
                ':service/',
                { Ref: cluster },
                '/',
              ],
            ],
          },
        },
      ],
    },
    Targets: target,
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', {
    RetentionInDays: 30,
    KmsKeyId: { 'Fn::GetAtt': [only(template, 'AWS::KMS::Key').id, 'Arn'] },
  });
});

test('lets the two rules write the log group, and nobody else', () => {
  const { stack, template } = events();
  const { PolicyDocument } = (
    only(template, 'AWS::Logs::ResourcePolicy').resource as { readonly Properties: { readonly PolicyDocument: object } }
  ).Properties;
  const rules = Object.keys(template.findResources('AWS::Events::Rule')).map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] }));
  const parts = (stack.resolve(PolicyDocument) as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'][1];
  expect(parts.filter((part) => typeof part !== 'string')).toEqual([
    ...rules,
    { 'Fn::GetAtt': [only(template, 'AWS::Logs::LogGroup').id, 'Arn'] },
  ]);
  const text = parts.map((part) => (typeof part === 'string' ? part : 'arn')).join('');
  expect(JSON.parse(text)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn',
        Condition: { ArnEquals: { 'aws:SourceArn': ['arn', 'arn'] } },
      },
    ],
  });
});

test('keeps stopped tasks only, when it is told to', () => {
  const { template } = events({ stoppedTasksOnly: true, logRetention: logs.RetentionDays.ONE_WEEK });
  template.resourceCountIs('AWS::Events::Rule', 1);
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { 'detail-type': ['ECS Task State Change'], 'detail': { lastStatus: ['STOPPED'] } },
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
});
