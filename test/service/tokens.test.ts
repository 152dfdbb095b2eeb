import { CfnParameter, Duration, Fn, Lazy, Size, Stack } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  Capacity, Cpu, ExpressService, InternalService, NetworkListener, NetworkService, OneOffTask, QueueWorker, WebListener, WebService,
} from '../../src';
import { clusterStack, image, templateOf } from '../support/stack';

/** What a token looks like where a construct took it for a number or a text that it is not. */
const LEAKED = /-1\.888\d*e\+?\d+|\$\{Token\[|NaN/;

function shop() {
  const { stack, cluster } = clusterStack();
  const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
  return { stack, number, common: { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) } };
}

function rendered(stack: Stack): string {
  return JSON.stringify(templateOf(stack).toJSON());
}

test('a web service takes numbers that are known at deployment', () => {
  const { stack, number, common } = shop();
  const api = new WebService(stack, 'Api', {
    ...common,
    containerPort: number('Port'),
    listener: WebListener.http({ port: number('ListenerPort') }),
    count: { min: number('Min'), max: number('Max') },
    minHealthyPercent: number('MinHealthy'),
    deregistrationDelay: Duration.seconds(number('Delay')),
    healthCheck: { port: Fn.importValue('HealthPort'), healthyThresholdCount: number('Successes') },
    circuitBreaker: { failureThreshold: number('Failures') },
  });
  api.scaling.trackResponseTime({ target: Duration.seconds(number('Seconds')) });
  api.scaling.trackCpuUtilization({ targetPercent: number('Percent') });
  api.alarms.add({ serverErrorsPerMinute: number('Errors') });
  expect(rendered(stack)).not.toMatch(LEAKED);
  expect(stack.resolve(api.url)).toEqual({
    'Fn::Join': ['', [
      'http://', { 'Fn::GetAtt': [expect.stringMatching('^ApiLoadBalancer'), 'DNSName'] }, ':', { Ref: 'ListenerPort' },
    ]],
  });
  templateOf(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold: { Ref: 'Errors' }, ComparisonOperator: 'GreaterThanThreshold' });
  templateOf(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    Description: 'Health checks of the load balancer', FromPort: { 'Fn::ImportValue': 'HealthPort' },
  });
});

test('a redirect to a port that is known at deployment', () => {
  const { stack, number, common } = shop();
  const certificate = { certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' } as never;
  new WebService(stack, 'Api', { ...common, listener: WebListener.https(certificate, { port: number('ListenerPort'), redirectHttp: true }) });
  expect(rendered(stack)).not.toMatch(LEAKED);
  templateOf(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    Port: 80, DefaultActions: [{ Type: 'redirect', RedirectConfig: { Port: { Ref: 'ListenerPort' }, Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }],
  });
});

test('a network service takes them, and a text for the port of the health check', () => {
  const { stack, number, common } = shop();
  new NetworkService(stack, 'Api', {
    ...common, listener: NetworkListener.tcp(number('ListenerPort')), healthCheck: { port: Fn.importValue('HealthPort'), protocol: elbv2.Protocol.TCP },
  });
  expect(rendered(stack)).not.toMatch(LEAKED);
});

test('an internal service has an address with the port that is known at deployment', () => {
  const { stack, cluster } = clusterStack();
  cluster.addDefaultCloudMapNamespace({ name: 'shop' });
  const port = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
  const orders = new InternalService(stack, 'Orders', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), containerPort: port });
  expect(stack.resolve(orders.address)).toEqual({ 'Fn::Join': ['', ['orders:', { Ref: 'Port' }]] });
  expect(rendered(stack)).not.toMatch(LEAKED);
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    ServiceConnectConfiguration: { Services: [{ PortName: 'orders', ClientAliases: [{ DnsName: 'orders', Port: { Ref: 'Port' } }] }] },
  });
});

test('an Express service takes a size and counts that are known at deployment', () => {
  const { stack, number, common } = shop();
  new ExpressService(stack, 'Api', {
    ...common, cpu: Cpu.units(number('Cpu')), memory: Size.mebibytes(number('Memory')), count: { min: number('Min'), max: number('Max') },
  });
  expect(rendered(stack)).not.toMatch(LEAKED);
  templateOf(stack).hasResourceProperties('AWS::ECS::ExpressGatewayService', { Cpu: { Ref: 'Cpu' }, Memory: { Ref: 'Memory' } });
});

test('a command line holds weights that are known at deployment', () => {
  const { stack, number, common } = shop();
  const capacity = Capacity.fargateMix({ onDemandBase: number('Base'), spotWeight: number('Weight') });
  const report = new OneOffTask(stack, 'Report', { ...common, capacity });
  expect(JSON.stringify(stack.resolve(report.runCommand))).toContain('weight=1,base=",{"Ref":"Base"}," capacityProvider=FARGATE_SPOT,weight=",{"Ref":"Weight"}');
  expect(JSON.stringify(stack.resolve(report.runCommand))).not.toMatch(LEAKED);
});

test('machines outside of AWS are activated with a limit that is known at deployment', () => {
  const { stack, cluster } = clusterStack();
  const registrationLimit = new CfnParameter(stack, 'Machines', { type: 'Number' }).valueAsNumber;
  const { activationCommand } = cluster.addExternalCapacity('Plant', { registrationLimit });
  expect(JSON.stringify(stack.resolve(activationCommand))).toContain('--registration-limit ",{"Ref":"Machines"}');
});

test('a least number of tasks that may be none at deployment starts the first task when a message waits', () => {
  const wakes = (min: number) => {
    const { stack, cluster } = clusterStack('Shop');
    new QueueWorker(stack, 'Worker', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), count: { min, max: 5 } });
    return Object.keys(templateOf(stack).findResources('AWS::ApplicationAutoScaling::ScalingPolicy')).some((id) => id.includes('WakeUp'));
  };
  expect([wakes(0), wakes(1), wakes(Lazy.number({ produce: () => 0 }))]).toEqual([true, false, true]);
});

test('so does a schedule that sets it to none', () => {
  const policies = (use: (worker: QueueWorker) => void) => {
    const { stack, cluster } = clusterStack('Shop');
    use(new QueueWorker(stack, 'Worker', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), count: { min: 1, max: 5 } }));
    return Object.keys(templateOf(stack).findResources('AWS::ApplicationAutoScaling::ScalingPolicy')).filter((id) => id.includes('WakeUp')).length;
  };
  const schedule = appscaling.Schedule.expression('cron(0 20 * * ? *)');
  expect(policies(({ scaling }) => scaling.addSchedule('Night', { schedule, newMin: 0 }))).toBe(1);
  expect(policies(({ scaling }) => scaling.addSchedule('Night', { schedule, newMin: 2 }))).toBe(0);
});

test('fails on a port that is none', () => {
  expect(() => WebListener.http({ port: 70_000 })).toThrow('`port` of a listener must be a whole number from 1 to 65535, got 70000');
  const { stack, common } = shop();
  expect(() => new WebService(stack, 'Api', { ...common, listener: WebListener.http(), healthCheck: { port: 'http' } }))
    .toThrow("`healthCheck.port` must be a port number or 'traffic-port', got http");
});
