import { Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, Cpu, Ec2CapacityOptions, Worker } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

function stackWith(options: Partial<Ec2CapacityOptions> = {}): Stack {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4, ...options });
  new Worker(stack, 'Worker', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), capacity: Capacity.ec2(general) });
  return stack;
}

/** Everything that CloudFormation deletes only after the given resource, by what the template says: references and DependsOn. */
function deletedAfter(template: Template, id: string): ReadonlySet<string> {
  const { Resources } = template.toJSON() as { readonly Resources: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  const found = new Set<string>();
  const visit = (current: string): void => {
    for (const each of referencesIn(Resources[current])) {
      if (!(each in Resources) || found.has(each)) continue;
      found.add(each);
      visit(each);
    }
  };
  visit(id);
  return found;
}

function referencesIn(value: unknown): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...referencesIn(item)]));
  if (value === null || typeof value !== 'object') return new Set();
  return new Set(Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return [inner as string];
    if (key === 'Fn::GetAtt') return [(inner as string[])[0]];
    if (key === 'DependsOn') return [inner as string | string[]].flat();
    return [...referencesIn(inner)];
  }));
}

/** The logical ids in the order in which CloudFormation deletes them, checked pair by pair. */
function expectOrder(template: Template, ...ids: readonly string[]): void {
  ids.slice(1).forEach((later, index) => {
    expect({ first: ids[index], then: later, ordered: deletedAfter(template, ids[index]).has(later) })
      .toEqual({ first: ids[index], then: later, ordered: true });
    expect(deletedAfter(template, later)).not.toContain(ids[index]);
  });
}

function parts(template: Template) {
  const id = (type: string, prefix = '') => only(template, type, prefix).id;
  return {
    service: id('AWS::ECS::Service'),
    association: id('AWS::ECS::ClusterCapacityProviderAssociations'),
    provider: id('AWS::ECS::CapacityProvider'),
    group: id('AWS::AutoScaling::AutoScalingGroup'),
    policy: id('AWS::IAM::ManagedPolicy', 'ClusterGeneral'),
    cluster: id('AWS::ECS::Cluster'),
  };
}

test('deletes services, then the association, the provider, the group, its policy, and the cluster last', () => {
  const template = templateOf(stackWith());
  const { service, association, provider, group, policy, cluster } = parts(template);
  expectOrder(template, service, association, provider, group, policy, cluster);
  template.resourceCountIs('Custom::DeleteAutoScalingGroup', 0);
  template.resourceCountIs('AWS::Lambda::Function', 0);
});

test('keeps the way to AWS open until the last instance has drained', () => {
  const template = templateOf(stackWith());
  const routes = Object.keys(template.findResources('AWS::EC2::Route', { Properties: { NatGatewayId: Match.anyValue() } }));
  expect(routes).toHaveLength(2);
  routes.forEach((route) => expectOrder(template, parts(template).group, route));
});

test('ends protected instances by force, after the provider that would protect them again is gone', () => {
  const template = templateOf(stackWith({ managedTerminationProtection: true }));
  const { service, association, provider, group } = parts(template);
  const call = only(template, 'Custom::DeleteAutoScalingGroup');
  expectOrder(template, service, association, provider, call.id, group);
  const { Delete, Create } = call.resource.Properties as { readonly Delete: unknown; readonly Create?: unknown };
  expect(Create).toBeUndefined();
  expect(JSON.stringify(Delete)).toContain('"action\\":\\"deleteAutoScalingGroup\\",\\"parameters\\":{\\"AutoScalingGroupName\\":\\"",' +
    `{"Ref":"${group}"},"\\",\\"ForceDelete\\":true}`);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Effect: 'Allow',
        Action: 'autoscaling:DeleteAutoScalingGroup',
        Resource: { 'Fn::Join': ['', Match.arrayWith([':autoScalingGroup:*:autoScalingGroupName/', { Ref: group }])] },
      }],
    },
  });
});

test('ends instances by force exactly when that is asked for, or protection would hold them', () => {
  const calls = (options: Partial<Ec2CapacityOptions>, count: number) =>
    templateOf(stackWith(options)).resourceCountIs('Custom::DeleteAutoScalingGroup', count);
  calls({ forceDelete: true }, 1);
  calls({ managedTerminationProtection: true, forceDelete: false }, 0);
});

test('deletes the provider of Managed Instances while its roles can still end instances', () => {
  const { stack, cluster } = clusterStack();
  const managed = cluster.addManagedInstances('Managed');
  new Worker(stack, 'Worker', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), capacity: Capacity.managedInstances(managed) });
  const template = templateOf(stack);
  const provider = only(template, 'AWS::ECS::CapacityProvider').id;
  expectOrder(template, only(template, 'AWS::ECS::Service').id, provider, only(template, 'AWS::IAM::ManagedPolicy', 'ClusterManagedPassInstanceRole').id);
  expectOrder(template, provider, only(template, 'AWS::IAM::ManagedPolicy', 'ClusterManagedInstancePolicy').id);
});

test('a plain service of the CDK is deleted before the association when it depends on it', () => {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const taskDefinition = new ecs.Ec2TaskDefinition(stack, 'Task');
  taskDefinition.addContainer('app', { image, memoryLimitMiB: 128 });
  const plain = new ecs.Ec2Service(stack, 'Plain', {
    cluster, taskDefinition, minHealthyPercent: 100, capacityProviderStrategies: [{ capacityProvider: general.capacityProviderName, weight: 1 }],
  });
  plain.node.addDependency(cluster.capacityProvidersAssociated);
  const template = templateOf(stack);
  const { service, association } = parts(template);
  expectOrder(template, service, association);
});
