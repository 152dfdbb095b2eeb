import { Duration, type Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as cloudmap from 'aws-cdk-lib/aws-servicediscovery';
import type { Shape } from './stock-shapes-ec2';

interface Parts {
  readonly vpc: ec2.Vpc;
  readonly cluster: ecs.Cluster;
  readonly service: ecs.FargateService;
}

function parts(stack: Stack, props: Partial<ecs.FargateServiceProps> = {}, cluster: ecs.ClusterProps = {}): Parts {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const own = new ecs.Cluster(stack, 'Cluster', { vpc, ...cluster });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
  taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx'), portMappings: [{ containerPort: 80, name: 'web' }] });
  return { vpc, cluster: own, service: new ecs.FargateService(stack, 'Service', { cluster: own, taskDefinition, ...props }) };
}

function groupsOf(stack: Stack, vpc: ec2.Vpc): readonly elbv2.ApplicationTargetGroup[] {
  return ['Blue', 'Green'].map((id) => new elbv2.ApplicationTargetGroup(stack, id, {
    vpc, port: 80, protocol: elbv2.ApplicationProtocol.HTTP, targetType: elbv2.TargetType.IP,
  }));
}

interface Shift {
  readonly testPort?: number;
  readonly open?: boolean;
  readonly scaled?: boolean;
}

function behindRules(stack: Stack, { vpc, service }: Parts, { testPort, open = false, scaled = false }: Shift = {}): void {
  const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc, internetFacing: true });
  const [blue, green] = groupsOf(stack, vpc);
  const ruleOn = (id: string, port: number) => new elbv2.ApplicationListenerRule(stack, `${id}Rule`, {
    listener: balancer.addListener(id, { port, open: open || id === 'Http', protocol: elbv2.ApplicationProtocol.HTTP, defaultAction: elbv2.ListenerAction.fixedResponse(404) }),
    priority: 1,
    conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
    action: elbv2.ListenerAction.weightedForward([{ targetGroup: blue, weight: 100 }, { targetGroup: green, weight: 0 }]),
  });
  const productionListener = ecs.ListenerRuleConfiguration.applicationListenerRule(ruleOn('Http', 80));
  const options = testPort === undefined ? {} : { testListener: ecs.ListenerRuleConfiguration.applicationListenerRule(ruleOn('Test', testPort)) };
  service.loadBalancerTarget({
    containerName: 'app',
    containerPort: 80,
    alternateTarget: new ecs.AlternateTarget('Alternate', { alternateTargetGroup: green, productionListener, ...options }),
  }).attachToApplicationTargetGroup(blue);
  service.connections.allowFrom(balancer, ec2.Port.tcp(80));
  if (scaled) service.autoScaleTaskCount({ maxCapacity: 4 }).scaleOnRequestCount('Requests', { requestsPerTarget: 100, targetGroup: blue });
}

function connected(stack: Stack, wire: (services: { readonly client: ecs.FargateService; readonly service: ecs.FargateService }) => void): void {
  const { cluster, service } = parts(stack);
  cluster.addDefaultCloudMapNamespace({ name: 'shop', useForServiceConnect: true });
  service.enableServiceConnect({ services: [{ portMappingName: 'web', port: 80, dnsName: 'web' }] });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'ClientTask');
  taskDefinition.addContainer('client', { image: ecs.ContainerImage.fromRegistry('nginx'), environment: { WEB: 'http://web' } });
  wire({ service, client: new ecs.FargateService(stack, 'Client', { cluster, taskDefinition, serviceConnectConfiguration: { namespace: 'shop' } }) });
}

/** The same, each with one mistake, and the rule that finds it. */
export const MISTAKEN_SHAPES: readonly (readonly [rule: string, build: Shape[1]])[] = [
  ['open-test-listener', (stack) => behindRules(stack, parts(stack, { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN }), { testPort: 8080, open: true })],
  ['unmeasured-request-count', (stack) => behindRules(stack, parts(stack, { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN }), { scaled: true })],
  ['outlasting-deployment', (stack) => behindRules(stack, parts(stack, {
    deploymentStrategy: ecs.DeploymentStrategy.LINEAR, linearConfiguration: { stepPercent: 5, stepBakeTime: Duration.hours(2) },
  }))],
  ['closed-service-connect-port', (stack) => connected(stack, ({ client, service }) => client.node.addDependency(service))],
  ['client-before-server', (stack) => connected(stack, ({ client, service }) => service.connections.allowFrom(client, ec2.Port.tcp(80)))],
];

/** Deployments that move traffic, with their hooks, and services that find each other. */
export const SHIFTED_SHAPES: readonly Shape[] = [
  ['blue green with test traffic and a hook', (stack) => {
    const made = parts(stack, { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN, bakeTime: Duration.minutes(30) });
    behindRules(stack, made, { testPort: 8080 });
    const handler = new lambda.Function(stack, 'Check', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = 1') });
    made.service.addLifecycleHook(new ecs.DeploymentLifecycleLambdaTarget(handler, 'Hook', { lifecycleStages: [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT] }));
  }],
  ['linear', (stack) => behindRules(stack, parts(stack, {
    deploymentStrategy: ecs.DeploymentStrategy.LINEAR, linearConfiguration: { stepPercent: 12.5, stepBakeTime: Duration.minutes(10) },
  }))],
  ['canary', (stack) => behindRules(stack, parts(stack, {
    deploymentStrategy: ecs.DeploymentStrategy.CANARY, canaryConfiguration: { stepPercent: 5, stepBakeTime: Duration.minutes(10) },
  }))],
  ['blue green behind a network load balancer', (stack) => {
    const { vpc, service } = parts(stack, { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN });
    const balancer = new elbv2.NetworkLoadBalancer(stack, 'Balancer', { vpc });
    const [blue, green] = ['Blue', 'Green'].map((id) => new elbv2.NetworkTargetGroup(stack, id, { vpc, port: 80, targetType: elbv2.TargetType.IP }));
    const listener = balancer.addListener('Tcp', { port: 80, defaultTargetGroups: [blue] });
    service.loadBalancerTarget({
      containerName: 'app',
      containerPort: 80,
      alternateTarget: new ecs.AlternateTarget('Alternate', { alternateTargetGroup: green, productionListener: ecs.ListenerRuleConfiguration.networkListener(listener) }),
    }).attachToNetworkTargetGroup(blue);
    service.connections.allowFromAnyIpv4(ec2.Port.tcp(80));
  }],
  ['service connect with a client', (stack) => connected(stack, ({ client, service }) => {
    client.node.addDependency(service);
    service.connections.allowFrom(client, ec2.Port.tcp(80));
  })],
  ['srv record', (stack) => {
    const { cluster, service } = parts(stack);
    cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
    service.enableCloudMap({ name: 'web', dnsRecordType: cloudmap.DnsRecordType.SRV });
  }],
  ['exec to a log group and a bucket', (stack) => {
    const kmsKey = new kms.Key(stack, 'Key');
    parts(stack, { enableExecuteCommand: true }, {
      executeCommandConfiguration: {
        kmsKey,
        logging: ecs.ExecuteCommandLogging.OVERRIDE,
        logConfiguration: {
          cloudWatchLogGroup: new logs.LogGroup(stack, 'Sessions', { encryptionKey: kmsKey }),
          cloudWatchEncryptionEnabled: true,
          s3Bucket: new s3.Bucket(stack, 'Bucket'),
          s3KeyPrefix: 'exec',
        },
      },
    });
  }],
];
