import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastest, milliseconds, type BenchRow } from './parts/table';
import { readInput, readTemplates } from '../src/preflight/extract';

/** Reading, as a ratio to JSON.parse of the same bytes in the same run. */
export function measureReading(): readonly BenchRow[] {
  return [oneTemplate(), oneAssembly()];
}

const RUNS = 15;

/** A template of 500 resources: 60 services with what belongs to them. */
function oneTemplate(): BenchRow {
  const text = JSON.stringify(template(63));
  const parse = fastest(RUNS, () => JSON.parse(text));
  const read = fastest(RUNS, () => readTemplates([{ path: 'template.json', body: JSON.parse(text) as unknown }]));
  return {
    what: 'read a template of 505 resources',
    figures: { 'size': kilobytes(text.length), 'JSON.parse': milliseconds(parse), 'parse and read': milliseconds(read) },
    goal: { text: 'at most 3 × JSON.parse + 20 ms', reached: read <= 3 * parse + 20 },
  };
}

/** 200 templates of 50 MB together, with their manifest. */
function oneAssembly(): BenchRow {
  const directory = mkdtempSync(join(tmpdir(), 'read-'));
  try {
    const bytes = writeAssembly(directory);
    const parse = parseAll(directory);
    const before = process.memoryUsage().rss;
    const start = process.cpuUsage();
    readInput([directory], { baseDirectory: directory });
    const elapsed = process.cpuUsage(start).user / 1000;
    const grown = process.memoryUsage().rss - before;
    return {
      what: 'read an assembly of 200 templates',
      figures: { 'size': kilobytes(bytes), 'JSON.parse': milliseconds(parse), 'read, processor time': milliseconds(elapsed), 'memory grew by': `${(grown / bytes).toFixed(1)} × its size` },
      goal: { text: 'memory under 6 × its size', reached: grown < 6 * bytes },
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Processor time to parse every template, none of which is kept. */
function parseAll(directory: string): number {
  const start = process.cpuUsage();
  for (let index = 0; index < 200; index++) {
    JSON.parse(readFileSync(join(directory, `s${index}.template.json`), 'utf8'));
  }
  return process.cpuUsage(start).user / 1000;
}

function writeAssembly(directory: string): number {
  mkdirSync(directory, { recursive: true });
  const artifacts: Record<string, unknown> = {};
  let bytes = 0;
  for (let index = 0; index < 200; index++) {
    const text = JSON.stringify({ ...template(60), Metadata: { filler: 'x'.repeat(100_000) } });
    writeFileSync(join(directory, `s${index}.template.json`), text);
    artifacts[`s${index}`] = { type: 'aws:cloudformation:stack', properties: { templateFile: `s${index}.template.json` } };
    bytes += text.length;
  }
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
  return bytes;
}

/** Services with task definition, roles, log group, target group and scaling: as the constructs write them. */
function template(services: number): object {
  const resources: Record<string, unknown> = { Cluster: { Type: 'AWS::ECS::Cluster' } };
  for (let index = 0; index < services; index++) {
    Object.assign(resources, serviceResources(index));
  }
  return { Resources: resources };
}

function serviceResources(index: number): Record<string, unknown> {
  const name = (kind: string): string => `${kind}${index}`;
  return {
    [name('Role')]: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } }] } },
    },
    [name('Policy')]: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: name('Role') }],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [name('Logs'), 'Arn'] } }] },
      },
    },
    [name('Logs')]: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } },
    [name('Task')]: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Family: name('task'),
        Cpu: '512',
        Memory: '1024',
        NetworkMode: 'awsvpc',
        ExecutionRoleArn: { 'Fn::GetAtt': [name('Role'), 'Arn'] },
        ContainerDefinitions: [{
          Name: 'app',
          Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:1' },
          PortMappings: [{ ContainerPort: 80 }],
          LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': { Ref: name('Logs') } } },
          Environment: Array.from({ length: 10 }, (_, variable) => ({ Name: `V${variable}`, Value: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] } })),
        }],
      },
    },
    [name('Targets')]: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Protocol: 'HTTP', Port: 80, TargetType: 'ip', VpcId: 'vpc-1' } },
    [name('Service')]: {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: { Ref: 'Cluster' },
        TaskDefinition: { Ref: name('Task') },
        LaunchType: 'FARGATE',
        DesiredCount: 2,
        LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: { Ref: name('Targets') } }],
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1', 'subnet-2'], SecurityGroups: [{ 'Fn::GetAtt': [name('Group'), 'GroupId'] }] } },
      },
    },
    [name('Group')]: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: 'vpc-1', SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '10.0.0.0/8' }] } },
    [name('Scaling')]: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: { MinCapacity: 2, MaxCapacity: 9, ResourceId: { 'Fn::Join': ['', ['service/', { Ref: 'Cluster' }, '/', { 'Fn::GetAtt': [name('Service'), 'Name'] }]] } },
    },
  };
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024).toLocaleString('en-US')} KiB`;
}
