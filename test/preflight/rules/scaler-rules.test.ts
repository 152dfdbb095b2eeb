import { claim } from './rule-claims';
import { shop } from './shop-template';
import { incompleteExecLogging } from '../../../src/preflight/rules/incomplete-exec-logging';
import { misnamedScaler } from '../../../src/preflight/rules/misnamed-scaler';
import { unemittedMetric } from '../../../src/preflight/rules/unemitted-metric';
import { unmeasuredRequestCount } from '../../../src/preflight/rules/unmeasured-request-count';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const scaler = (resourceId: unknown) => ({
  Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  Properties: { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount', MinCapacity: 1, MaxCapacity: 4, ResourceId: resourceId },
});
const OWN = { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Service', 'Name'] }]] };
const policy = (predefined: unknown) => ({
  Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  Properties: {
    PolicyName: 'p',
    PolicyType: 'TargetTrackingScaling',
    ScalingTargetId: { Ref: 'Scaler' },
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 60, PredefinedMetricSpecification: predefined },
  },
});
const tracked = (metric: unknown, label: unknown = undefined, service: Properties = {}, more = {}) => shop({
  Scaler: scaler(OWN), Policy: policy({ PredefinedMetricType: metric, ResourceLabel: label }), Service: service, ...more,
});
const REQUESTS = 'ALBRequestCountPerTarget';
const label = (balancer: string, group: string) => ({ 'Fn::Join': ['/', [{ 'Fn::GetAtt': [balancer, 'LoadBalancerFullName'] }, { 'Fn::GetAtt': [group, 'TargetGroupFullName'] }]] });
const OWN_LABEL = label('Balancer', 'Targets');
const OTHER_GROUP = { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip', Port: 80, Protocol: 'HTTP', VpcId: { Ref: 'Vpc' } } };
const OTHER_BALANCER = { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Subnets: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }] } };

claim(unmeasuredRequestCount, {
  fires: [
    ['no label', tracked(REQUESTS), { severity: 'error', summary: 'template/Policy tracks ALBRequestCountPerTarget, and names no target group to measure it at' }],
    ['a label for CPU', tracked('ECSServiceAverageCPUUtilization', OWN_LABEL),
      { severity: 'error', summary: 'template/Policy tracks ECSServiceAverageCPUUtilization, and has the ResourceLabel of a request count' }],
    ['an ARN instead of a label', tracked(REQUESTS, 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/1'), {
      severity: 'error',
      summary: 'template/Policy measures requests at arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop/1, which is not app/NAME/ID/targetgroup/NAME/ID',
    }],
    ['a Network Load Balancer', tracked(REQUESTS, 'net/shop/1/targetgroup/shop/2'),
      { severity: 'error', summary: 'template/Policy measures requests at net/shop/1/targetgroup/shop/2, and a Network Load Balancer counts none' }],
    ['the target group of another service', tracked(REQUESTS, label('Balancer', 'Other'), {}, { Other: OTHER_GROUP }),
      { severity: 'warning', summary: 'template/Policy counts requests of template/Other, where template/Service registers no tasks' }],
    ['a load balancer that does not send there', tracked(REQUESTS, label('Second', 'Targets'), {}, { Second: OTHER_BALANCER }),
      { severity: 'warning', summary: 'template/Policy counts requests of template/Targets at template/Second, which does not send to it' }],
    ['blue and green', tracked(REQUESTS, OWN_LABEL, { DeploymentConfiguration: { Strategy: 'BLUE_GREEN' } }),
      { severity: 'warning', summary: 'template/Policy counts requests at one target group, and BLUE_GREEN deployments of template/Service move them to the other' }],
    ['CodeDeploy', tracked(REQUESTS, OWN_LABEL, { DeploymentController: { Type: 'CODE_DEPLOY' } }),
      { severity: 'warning', summary: 'template/Policy counts requests at one target group, and CODE_DEPLOY deployments of template/Service move them to the other' }],
  ],
  staysQuiet: [
    ['its own label', tracked(REQUESTS, OWN_LABEL)],
    ['a label of another stack', tracked(REQUESTS, 'app/shop/1/targetgroup/shop/2')],
    ['CPU', tracked('ECSServiceAverageCPUUtilization')],
  ],
  doesNotKnow: [
    ['the label', tracked(REQUESTS, OPEN)], ['the metric', tracked(OPEN)],
    ['the target groups of the service', tracked(REQUESTS, label('Balancer', 'Other'), { LoadBalancers: OPEN }, { Other: OTHER_GROUP })],
    ['the strategy', tracked(REQUESTS, OWN_LABEL, { DeploymentConfiguration: { Strategy: OPEN } })],
  ],
});

const FINE = 'ECSServiceAverageCPUUtilizationHighResolution';
const MONITORED = (seconds: unknown) => ({ MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: seconds }] });
const monitored = (seconds: unknown) => tracked(FINE, undefined, { Monitoring: MONITORED(seconds) });

claim(unemittedMetric, {
  fires: [
    ['no Monitoring', tracked(FINE), { severity: 'warning', summary: 'template/Policy tracks ECSServiceAverageCPUUtilizationHighResolution, and template/Service emits CPUUtilization every 60 s' }],
    ['another metric', tracked(FINE.replace('CPU', 'Memory'), undefined, { Monitoring: MONITORED(20) }),
      { severity: 'warning', summary: 'template/Policy tracks ECSServiceAverageMemoryUtilizationHighResolution, and template/Service emits MemoryUtilization every 60 s' }],
    ['the coarse one, by name', monitored(60), { severity: 'warning', summary: 'template/Policy tracks ECSServiceAverageCPUUtilizationHighResolution, and template/Service emits CPUUtilization every 60 s' }],
  ],
  staysQuiet: [['20 seconds', monitored(20)], ['the ordinary metric', tracked('ECSServiceAverageCPUUtilization')]],
  doesNotKnow: [['the resolution', monitored(OPEN)], ['the metric', tracked(OPEN)]],
});

const scales = (resourceId: unknown, more = {}) => shop({ Scaler: scaler(resourceId), ...more });
const SECOND = { Second: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'second' } } };

claim(misnamedScaler, {
  fires: [
    ['without its cluster', scales('service/app'), { severity: 'error', summary: 'ResourceId of template/Scaler is service/app, and a service is service/CLUSTER/SERVICE' }],
    ['the ARN of the service', scales({ 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { Ref: 'Service' }]] }),
      { severity: 'error', summary: 'ResourceId of template/Scaler holds the ARN of template/Service, and takes its name' }],
    ['the ARN of the cluster', scales({ 'Fn::Sub': 'service/${Cluster.Arn}/${Service.Name}' }),
      { severity: 'error', summary: 'ResourceId of template/Scaler holds the ARN of template/Cluster, and takes its name' }],
    ['the name in another cluster', scales('service/second/app', SECOND),
      { severity: 'warning', summary: 'template/Scaler scales a service of template/Second, and template/Service is in template/Cluster' }],
    ['the very service in another cluster', scales({ 'Fn::Sub': 'service/${Second}/${Service.Name}' }, SECOND),
      { severity: 'error', summary: 'template/Scaler scales a service of template/Second, and template/Service is in template/Cluster' }],
  ],
  staysQuiet: [
    ['both by reference', scales(OWN)], ['both by name', scales('service/shop/app')], ['a service of another stack', scales('service/shop/api')],
    ['a cluster of another stack', scales('service/other/app')],
    ['cut out of the ARN', scales({ 'Fn::Join': ['/', ['service', { 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'Service' }] }] }, { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'Service' }] }] }]] })],
    ['another kind of thing', shop({ Scaler: { ...scaler('table/orders'), Properties: { ...scaler('table/orders').Properties, ServiceNamespace: 'dynamodb' } } })],
  ],
  doesNotKnow: [['the whole', scales(OPEN)], ['the service', scales({ 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, OPEN]] })]],
});

const logged = (settings: Properties) => shop({ Cluster: { ClusterName: 'shop', Configuration: { ExecuteCommandConfiguration: settings } } });
const GROUP = { CloudWatchLogGroupName: { Ref: 'Logs' } };

claim(incompleteExecLogging, {
  fires: [
    ['OVERRIDE alone', logged({ Logging: 'OVERRIDE' }), { severity: 'error', summary: 'template/Cluster logs sessions of ECS Exec by OVERRIDE, and has no LogConfiguration to log to' }],
    ['a log group without OVERRIDE', logged({ Logging: 'DEFAULT', LogConfiguration: GROUP }),
      { severity: 'error', summary: 'template/Cluster names where sessions of ECS Exec are logged, and its Logging is DEFAULT' }],
    ['a log group and no word about logging', logged({ LogConfiguration: GROUP }),
      { severity: 'error', summary: 'template/Cluster names where sessions of ECS Exec are logged, and its Logging is DEFAULT' }],
    ['encryption of nothing', logged({ Logging: 'OVERRIDE', LogConfiguration: { S3EncryptionEnabled: true } }),
      { severity: 'warning', summary: 'LogConfiguration of ECS Exec of template/Cluster names neither a log group nor a bucket' }],
  ],
  staysQuiet: [
    ['OVERRIDE with a log group', logged({ Logging: 'OVERRIDE', LogConfiguration: GROUP })],
    ['OVERRIDE with a bucket', logged({ Logging: 'OVERRIDE', LogConfiguration: { S3BucketName: 'sessions', S3EncryptionEnabled: false } })],
    ['NONE', logged({ Logging: 'NONE' })], ['nothing said', shop()],
  ],
  doesNotKnow: [
    ['the logging', logged({ Logging: OPEN, LogConfiguration: GROUP })],
    ['the log configuration', logged({ Logging: 'OVERRIDE', LogConfiguration: OPEN })],
    ['the log group', logged({ Logging: 'DEFAULT', LogConfiguration: { CloudWatchLogGroupName: OPEN } })],
  ],
});
