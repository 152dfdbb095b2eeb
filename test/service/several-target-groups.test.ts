import { Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Cpu, Deployment, Exposure, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

function shop(more: Partial<WebServiceProps> = {}) {
  const { stack, cluster } = clusterStack();
  const api = new WebService(stack, 'Api', {
    cluster,
    image,
    listener: WebListener.http({ exposure: Exposure.internet() }),
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    containerPort: 8080,
    ...more,
  });
  return { stack, cluster, api };
}

test('a service takes requests at several load balancers and on several ports', () => {
  const { stack, api } = shop({ healthCheckPath: '/healthy' });
  api.addListener('Private', { listener: WebListener.http() });
  api.addListener('Admin', { listener: WebListener.shared(api.listener, { pathPatterns: ['/admin/*'] }), containerPort: 9090, healthCheckPath: '/admin' });
  const template = templateOf(stack);
  const arn = (prefix: string) => ({ Ref: only(template, TARGET_GROUP, prefix).id });
  template.hasResourceProperties('AWS::ECS::Service', {
    LoadBalancers: [
      { ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: arn('ApiTargetGroup') },
      { ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: arn('ApiPrivateTargetGroup') },
      { ContainerName: 'app', ContainerPort: 9090, TargetGroupArn: arn('ApiAdminTargetGroup') },
    ],
  });
  template.resourcePropertiesCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }, 1);
  template.hasResourceProperties(TARGET_GROUP, { Port: 9090, HealthCheckPath: '/admin' });
  template.hasResourceProperties(TARGET_GROUP, { Port: 8080, HealthCheckPath: '/healthy' });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ PortMappings: [8080, 9090].map((ContainerPort) => Match.objectLike({ ContainerPort })) })],
  });
});

test('a target group that has to be replaced never meets its own name', () => {
  const groups = (port: number) => {
    const { stack, api } = shop({ containerPort: port, deployment: Deployment.blueGreen() });
    expect(api.alternateTargetGroup).toBeDefined();
    return templateOf(stack).findResources(TARGET_GROUP);
  };
  const before = groups(8080);
  const after = groups(8081);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const { Properties } of [...Object.values(before), ...Object.values(after)]) expect(Properties).not.toHaveProperty('Name');
});

test('fails on a sixth target group, and on several while a deployment moves traffic', () => {
  const { api } = shop();
  const at = (path: string) => WebListener.shared(api.listener, { pathPatterns: [`/${path}`] });
  ['a', 'b', 'c', 'd'].forEach((path) => api.addListener(path, { listener: at(path) }));
  expect(() => api.addListener('e', { listener: WebListener.http() })).toThrow('a service may have 5 target groups, got one more for Shop/Api/e');
  expect(() => shop({ deployment: Deployment.canary() }).api.addListener('Private', { listener: WebListener.http() }))
    .toThrow('`deployment` of Shop/Api/Private must be Deployment.rolling() with several listeners');
});
