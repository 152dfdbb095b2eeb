import { claim } from './rule-claims';
import { container, instances, network, ON_INSTANCES, shop } from './shop-template';
import { controllerConflict } from '../../../src/preflight/rules/controller-conflict';
import { differentHealthPath } from '../../../src/preflight/rules/different-health-path';
import { externalConflict } from '../../../src/preflight/rules/external-conflict';
import { incompleteTrafficShift } from '../../../src/preflight/rules/incomplete-traffic-shift';
import { launchTypeAndStrategy } from '../../../src/preflight/rules/launch-type-and-strategy';
import { mismatchedEbsVolume } from '../../../src/preflight/rules/mismatched-ebs-volume';
import { oldPlatformVersion } from '../../../src/preflight/rules/old-platform-version';
import { singleZone } from '../../../src/preflight/rules/single-zone';
import { unknownServiceConnectPort } from '../../../src/preflight/rules/unknown-service-connect-port';
import { unusedCapacityProvider } from '../../../src/preflight/rules/unused-capacity-provider';
import { zoneRebalancingConflict } from '../../../src/preflight/rules/zone-rebalancing-conflict';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const BREAKER = { DeploymentCircuitBreaker: { Enable: true, Rollback: true } };

const shifted = (advanced: unknown, deployment: Properties = {}) => shop({
  Other: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip' } },
  Service: {
    DeploymentConfiguration: { ...BREAKER, Strategy: 'BLUE_GREEN', ...deployment },
    LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: 'Targets' }, AdvancedConfiguration: advanced }],
  },
});
const WHOLE = { AlternateTargetGroupArn: { Ref: 'Other' }, ProductionListenerRule: 'arn:rule', RoleArn: 'arn:aws:iam::123456789012:role/r' };

claim(incompleteTrafficShift, {
  fires: [
    ['nothing to shift with', shifted(undefined), {
      severity: 'error',
      summary: 'a load balancer of template/Service lacks AlternateTargetGroupArn, ProductionListenerRule, RoleArn, which its deployment strategy moves the traffic with',
    }],
    ['no role', shifted({ ...WHOLE, RoleArn: undefined }),
      { severity: 'error', summary: 'a load balancer of template/Service lacks RoleArn, which its deployment strategy moves the traffic with' }],
    ['one group for both', shifted({ ...WHOLE, AlternateTargetGroupArn: { Ref: 'Targets' } }),
      { severity: 'error', summary: 'the target group and the alternate target group of template/Service are the same' }],
    ['another controller', shop({ Service: { DeploymentController: { Type: 'CODE_DEPLOY' }, DeploymentConfiguration: { Strategy: 'CANARY' } } }),
      { severity: 'error', summary: 'template/Service has the deployment strategy CANARY and the controller CODE_DEPLOY, which has no such strategy' }],
  ],
  staysQuiet: [['all there', shifted(WHOLE)], ['rolling', shop()]],
  doesNotKnow: [['the strategy', shifted(undefined, { Strategy: OPEN })], ['the parts', shifted({ ...WHOLE, RoleArn: OPEN })]],
});

claim(controllerConflict, {
  fires: [
    ['a circuit breaker under CodeDeploy', shop({ Service: { DeploymentController: { Type: 'CODE_DEPLOY' } } }),
      { severity: 'error', summary: 'template/Service has a circuit breaker and the controller CODE_DEPLOY, and only rolling updates of ECS have one' }],
    ['alarms', shop({ Service: { DeploymentController: { Type: 'EXTERNAL' }, DeploymentConfiguration: { Alarms: { Enable: true, Rollback: true, AlarmNames: ['errors'] } } } }),
      { severity: 'error', summary: 'template/Service has deployment alarms and the controller EXTERNAL, and only the controller ECS watches them' }],
    ['percentages on EC2', shop({ ...instances(), ...ON_INSTANCES, Service: { ...ON_INSTANCES.Service, DeploymentController: { Type: 'CODE_DEPLOY' }, DeploymentConfiguration: { MaximumPercent: 150 } } }),
      { severity: 'warning', summary: 'template/Service has the percentages 100 and 150, and the controller CODE_DEPLOY takes the defaults only' }],
  ],
  staysQuiet: [['ECS', shop()], ['CodeDeploy alone', shop({ Service: { DeploymentController: { Type: 'CODE_DEPLOY' }, DeploymentConfiguration: undefined } })]],
  doesNotKnow: [['the controller', shop({ Service: { DeploymentController: { Type: OPEN } } })]],
});

const REBALANCED = { AvailabilityZoneRebalancing: 'ENABLED' };

claim(zoneRebalancingConflict, {
  fires: [
    ['no room above 100 percent', shop({ Service: { ...REBALANCED, DeploymentConfiguration: { MaximumPercent: 100, MinimumHealthyPercent: 50 } } }),
      { severity: 'error', summary: 'template/Service asks for zone rebalancing, which MaximumPercent 100 excludes' }],
    ['packed first', shop({ ...instances(), ...ON_INSTANCES, Service: { ...ON_INSTANCES.Service, ...REBALANCED, PlacementStrategies: [{ Type: 'binpack', Field: 'memory' }] } }),
      { severity: 'error', summary: 'template/Service asks for zone rebalancing, which a first placement strategy other than spread over zones excludes' }],
  ],
  staysQuiet: [['nothing against it', shop({ Service: REBALANCED })], ['not asked for', shop({ Service: { DeploymentConfiguration: { MaximumPercent: 100 } } })]],
  doesNotKnow: [['the answer', shop({ Service: { AvailabilityZoneRebalancing: OPEN, DeploymentConfiguration: { MaximumPercent: 100 } } })]],
});

const strategy = (items: unknown, more: Properties = { LaunchType: undefined }) => ({ Service: { ...more, CapacityProviderStrategy: items } });
const item = (more: Properties = {}) => ({ CapacityProvider: 'FARGATE', Weight: 1, ...more });

claim(launchTypeAndStrategy, {
  fires: [
    ['both', shop(strategy([item()], {})), { severity: 'error', summary: 'template/Service has launch type FARGATE and a capacity provider strategy, and ECS takes one of them' }],
    ['an empty one without default', shop(strategy([])),
      { severity: 'error', summary: 'template/Service has an empty capacity provider strategy, and template/Cluster has no default one' }],
    ['a heavy weight', shop(strategy([item({ Weight: 2000 })])), { severity: 'error', summary: 'the strategy of template/Service has the weight 2,000, outside 0 to 1,000' }],
  ],
  staysQuiet: [['a launch type', shop()], ['a strategy', shop(strategy([item()]))]],
  doesNotKnow: [['the strategy', shop(strategy(OPEN, {}))], ['the launch type', shop(strategy([item()], { LaunchType: OPEN }))]],
});

const away = { LaunchType: 'EXTERNAL', NetworkConfiguration: undefined };

claim(externalConflict, {
  fires: [['a load balancer', shop({ ...ON_INSTANCES, Service: away }), { severity: 'error', summary: 'template/Service runs on external instances, which have no load balancing' }]],
  staysQuiet: [['alone', shop({ ...ON_INSTANCES, Service: { ...away, LoadBalancers: undefined } })], ['Fargate', shop()]],
  doesNotKnow: [['the launch type', shop({ Service: { LaunchType: OPEN } })], ['the balancers', shop({ Service: { ...away, LoadBalancers: OPEN } })]],
});

const connect = (port: unknown, aliases: unknown = undefined) => ({
  ServiceConnectConfiguration: { Enabled: true, Namespace: 'shop', Services: [{ PortName: port, ClientAliases: aliases }] },
});
const NAMED = { Task: container({ PortMappings: [{ ContainerPort: 8080, Name: 'http' }] }) };

claim(unknownServiceConnectPort, {
  fires: [
    ['another name', shop({ ...NAMED, Service: connect('web') }), { severity: 'error', summary: 'Service Connect of template/Service offers the port web, and the task definition names http' }],
    ['no name', shop({ Service: connect('web') }), { severity: 'error', summary: 'Service Connect of template/Service offers the port web, and the task definition names no port' }],
    ['two aliases', shop({ ...NAMED, Service: connect('http', [{ Port: 80 }, { Port: 81 }]) }),
      { severity: 'error', summary: 'Service Connect of template/Service gives a port 2 client aliases, and ECS takes one' }],
    ['host mode', shop({ ...instances(), ...ON_INSTANCES, Task: { ...ON_INSTANCES.Task, ...NAMED.Task, NetworkMode: 'host' }, Service: { ...ON_INSTANCES.Service, ...connect('http') } }),
      { severity: 'error', summary: 'template/Service uses Service Connect, which does not go with the network mode host' }],
  ],
  staysQuiet: [['the name', shop({ ...NAMED, Service: connect('http', [{ Port: 80 }]) })], ['off', shop()]],
  doesNotKnow: [['the name', shop({ ...NAMED, Service: connect(OPEN) })], ['the ports', shop({ Task: container({ PortMappings: [{ ContainerPort: 8080, Name: OPEN }] }), Service: connect('web') })]],
});

const disk = (configured: unknown, volumes: unknown = [{ Name: 'data', ConfiguredAtLaunch: true }]) => shop({ Task: { Volumes: volumes }, Service: { VolumeConfigurations: configured } });
const ebs = (name: string, more: Properties = {}) => ({ Name: name, ManagedEBSVolume: { RoleArn: 'arn:aws:iam::123456789012:role/r', SizeInGiB: 10, ...more } });

claim(mismatchedEbsVolume, {
  fires: [
    ['not configured', disk(undefined), { severity: 'error', summary: 'the task of template/Service waits for the EBS volume data, and the service configures none' }],
    ['not declared', disk([ebs('data')], []), { severity: 'error', summary: 'template/Service configures the EBS volume data, and its task definition declares none' }],
    ['no size', disk([ebs('data', { SizeInGiB: undefined })]), { severity: 'error', summary: 'the EBS volume data of template/Service has neither a size nor a snapshot' }],
    ['no role', disk([ebs('data', { RoleArn: undefined })]), { severity: 'error', summary: 'the EBS volume data of template/Service has no infrastructure role' }],
  ],
  staysQuiet: [['a pair', disk([ebs('data')])], ['neither', shop()]],
  doesNotKnow: [['the configurations', disk(OPEN)], ['the volumes', disk([ebs('data')], OPEN)]],
});

claim(oldPlatformVersion, {
  fires: [
    ['EFS on 1.3.0', shop({ Service: { PlatformVersion: '1.3.0' }, Task: { Volumes: [{ Name: 'f', EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }] } }),
      { severity: 'error', summary: 'template/Service runs on platform version 1.3.0, and EFS volumes came with 1.4.0' }],
    ['a version that is none', shop({ Service: { PlatformVersion: '1.4' } }),
      { severity: 'error', summary: 'template/Service asks for the platform version 1.4, and Fargate has 1.0.0, 1.1.0, 1.2.0, 1.3.0, 1.4.0 and LATEST' }],
    ['a version after the last that is known', shop({ Service: { PlatformVersion: '1.5.0' } }),
      { severity: 'warning', summary: 'template/Service asks for the platform version 1.5.0, and Fargate has 1.0.0, 1.1.0, 1.2.0, 1.3.0, 1.4.0 and LATEST' }],
  ],
  staysQuiet: [['the newest', shop({ Service: { PlatformVersion: 'LATEST' } })], ['1.3.0 for an ordinary task', shop({ Service: { PlatformVersion: '1.3.0' } })]],
  doesNotKnow: [['the version', shop({ Service: { PlatformVersion: OPEN } })]],
});

claim(differentHealthPath, {
  fires: [['two paths', shop({ Targets: { HealthCheckPath: '/ready' }, Task: container({ HealthCheck: { Command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'] } }) }),
    { severity: 'note', summary: 'template/Targets asks /ready, and the container of template/Service asks /health' }]],
  staysQuiet: [['one path', shop({ Targets: { HealthCheckPath: '/health' }, Task: container({ HealthCheck: { Command: ['CMD-SHELL', 'curl -f http://localhost:8080/health'] } }) })]],
  doesNotKnow: [['the path', shop({ Targets: { HealthCheckPath: OPEN }, Task: container({ HealthCheck: { Command: ['CMD-SHELL', 'curl -f http://localhost:8080/health'] } }) })]],
});

const EMPTY = instances({ MinSize: '0' });

claim(unusedCapacityProvider, {
  fires: [['a launch type beside it', shop({ ...EMPTY, ...ON_INSTANCES }), { severity: 'warning', summary: 'no service names template/Provider, so template/Group stays at 0 instances' }]],
  staysQuiet: [
    ['a strategy', shop({ ...EMPTY, ...ON_INSTANCES, Service: { LaunchType: undefined, NetworkConfiguration: undefined, CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Provider' }, Weight: 1 }] } })],
    ['instances of its own', shop({ ...instances(), ...ON_INSTANCES })],
  ],
  doesNotKnow: [['a strategy', shop({ ...EMPTY, ...ON_INSTANCES, Service: { LaunchType: undefined, CapacityProviderStrategy: OPEN } })]],
});

const LONE = instances({ VPCZoneIdentifier: [{ Ref: 'SubnetA' }] });

claim(singleZone, {
  fires: [['instances of one zone', shop({ ...LONE, ...ON_INSTANCES }), { severity: 'warning', summary: 'up to 2 tasks of template/Service all run in us-east-1a' }]],
  staysQuiet: [['instances of two', shop({ ...instances(), ...ON_INSTANCES })]],
  doesNotKnow: [['the zones of the instances', shop({ ...instances({ VPCZoneIdentifier: OPEN }), ...ON_INSTANCES })], ['the subnets', shop({ Service: network({ Subnets: OPEN }) })]],
});
