import { App, Stack, Validations } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Preflight, PreflightPlugin, Scenario, Severity } from '../../src/preflight';

/** Stock constructs only: the preflight judges templates, whoever wrote them. */
function stockStack(app: App, facts: { instances: number; tasks: number; memoryMiB: number; hostPort?: number; min?: number }): Stack {
  const stack = new Stack(app, 'Stock');
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType('t3.medium'),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
    minCapacity: facts.instances,
    maxCapacity: facts.instances,
  });
  const provider = new ecs.AsgCapacityProvider(stack, 'Provider', {
    autoScalingGroup: group, enableManagedScaling: false, enableManagedTerminationProtection: false,
  });
  cluster.addAsgCapacityProvider(provider);
  const taskDefinition = new ecs.Ec2TaskDefinition(stack, 'Task');
  taskDefinition.addContainer('app', {
    image: ecs.ContainerImage.fromRegistry('nginx:1.27'),
    memoryLimitMiB: facts.memoryMiB,
    portMappings: facts.hostPort === undefined ? [] : [{ containerPort: 80, hostPort: facts.hostPort }],
  });
  new ecs.Ec2Service(stack, 'Api', {
    cluster,
    taskDefinition,
    desiredCount: facts.tasks,
    circuitBreaker: { rollback: true },
    minHealthyPercent: facts.min ?? 100,
    maxHealthyPercent: 200,
    capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }],
  });
  return stack;
}

const app = () => new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });

test('two t3.medium with four tasks of 2,048 MiB do not fit, because of the registered memory', () => {
  const report = Preflight.fromStack(stockStack(app(), { instances: 2, tasks: 4, memoryMiB: 2048 })).run(Scenario.steadyState());
  expect(report.findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([['unplaceable-tasks', Severity.ERROR]]);
  const [finding] = report.findings;
  expect(finding.constructPath).toBe('Stock/Api/Service');
  expect(finding.evidence.join('\n')).toContain('memory runs out first');
  expect(report.outcomeOf('Stock/Api')).toMatchObject({ fits: false, placedCount: 2, askedCount: 4 });
});

test('three tasks with a static host port on three instances cannot be deployed again at 100/200', () => {
  const report = Preflight.fromStack(stockStack(app(), { instances: 3, tasks: 3, memoryMiB: 256, hostPort: 8080 })).run(
    Scenario.rollingDeployment(),
  );
  expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(['deployment-deadlock']);
});

describe('the printed help cures, applied to the code', () => {
  test('of the static host port', () => {
    const cured = Preflight.fromStack(stockStack(app(), { instances: 3, tasks: 3, memoryMiB: 256, hostPort: 0 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    expect(cured.findings).toEqual([]);
    expect(cured.outcomeOf('Stock/Api').fits).toBe(true);
  });

  test('of the memory: as many instances as the help names', () => {
    const broken = Preflight.fromStack(stockStack(app(), { instances: 2, tasks: 4, memoryMiB: 2048 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    const size = /desired capacity of Stock\/Group from 2 to (\d+)/.exec(broken.findings[0].help.join('\n'));
    expect(size).not.toBeNull();
    const instances = Number(size?.[1]);
    const cured = Preflight.fromStack(stockStack(app(), { instances, tasks: 4, memoryMiB: 2048 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    expect(cured.findings).toEqual([]);
    const less = Preflight.fromStack(stockStack(app(), { instances: instances - 1, tasks: 4, memoryMiB: 2048 })).run(
      Scenario.steadyState(),
      Scenario.rollingDeployment(),
    );
    expect(less.findings).not.toEqual([]);
  });
});

test('what a report does not hold is named when it is asked for', () => {
  const report = Preflight.fromStack(stockStack(app(), { instances: 2, tasks: 2, memoryMiB: 512 })).run(Scenario.steadyState());
  expect(() => report.outcomeOf('Stock/Nothing')).toThrow(
    '0 services are at Stock/Nothing; the services of this report are Stock/Api/Service',
  );
});

describe('plugin', () => {
  const withPlugin = (facts: Parameters<typeof stockStack>[1], plugin = new PreflightPlugin()) => {
    const made = app();
    stockStack(made, facts);
    Validations.of(made).addPlugins(plugin);
    return made;
  };

  test('a service that does not fit fails the synthesis, with the rule and the construct', () => {
    const made = withPlugin({ instances: 2, tasks: 4, memoryMiB: 2048 });
    expect(() => made.synth()).toThrow(
      /only 2 of 4 tasks of Stock\/Api\/Service can be placed[^]*Stock\/Api\/Service \(ApiService[^]*Acknowledge with 'stowage::unplaceable-tasks'/,
    );
  });

  test('an acknowledged finding lets it pass', () => {
    const made = withPlugin({ instances: 2, tasks: 4, memoryMiB: 2048 });
    Validations.of(made.node.findChild('Stock')).acknowledge({ id: 'stowage::unplaceable-tasks', reason: 'the group is resized by hand' });
    expect(() => made.synth()).not.toThrow();
  });

  test('a service that fits passes', () => {
    expect(() => withPlugin({ instances: 2, tasks: 2, memoryMiB: 512 }).synth()).not.toThrow();
  });
});
