import { claim, contextOf, withCluster, withService, withTask } from './rule-claims';
import { assumed, known, unknown } from '../../../src/preflight/model';
import type { AwsvpcConfiguration, ServiceLoadBalancer } from '../../../src/preflight/model';
import { daemonConflict } from '../../../src/preflight/rules/daemon-conflict';
import { duplicateServiceName } from '../../../src/preflight/rules/duplicate-service-name';
import { incompatibleTaskDefinition } from '../../../src/preflight/rules/incompatible-task-definition';
import { noCircuitBreaker } from '../../../src/preflight/rules/no-circuit-breaker';
import { placementOnFargate } from '../../../src/preflight/rules/placement-on-fargate';
import { publicIpOnInstances } from '../../../src/preflight/rules/public-ip-on-instances';
import { scaledDaemon } from '../../../src/preflight/rules/scaled-daemon';
import { tooManyPlacementRules } from '../../../src/preflight/rules/too-many-placement-rules';
import { tooManyTargetGroups } from '../../../src/preflight/rules/too-many-target-groups';
import { unparsableConstraint } from '../../../src/preflight/rules/unparsable-constraint';
import { unusedGracePeriod } from '../../../src/preflight/rules/unused-grace-period';
import { cluster } from '../model-builder';

const open = unknown('parameter P has no default');
const api = cluster().group('General', {}).service('Api').build();
const daemon = cluster().group('General', {}).service('Agent', { daemon: true }).build();
const fargate = cluster().service('Api', { fargate: true }).build();
const item = (name: string) => ({ provider: known(name), base: known(0), weight: known(1) });
const subject = { constructPath: 'Shop/Target', logicalId: 'Target', templatePath: 'Shop.template.json' };
const scaling = { subject, minCapacity: known(1), maxCapacity: known(4), policies: [] };

claim(scaledDaemon, {
  fires: [['a daemon with a scalable target', withService(daemon, { scaling }),
    { severity: 'warning', summary: 'the scaler Shop/Target cannot scale the daemon Shop/Agent/Service' }]],
  staysQuiet: [['a replica service with one', withService(api, { scaling })], ['a daemon without', daemon]],
  doesNotKnow: [['the scheduling strategy', withService(daemon, { scaling, schedulingStrategy: open })]],
});

claim(daemonConflict, {
  fires: [
    ['a strategy of its own', withService(daemon, { launchType: undefined, strategy: known([item('General')]) }),
      { severity: 'error', summary: 'the daemon Shop/Agent/Service has a capacity provider strategy, which ECS refuses for daemons' }],
    ['the strategy of its cluster', withCluster(withService(daemon, { launchType: undefined }), { defaultStrategy: known([item('General')]) }),
      {
        severity: 'warning',
        summary: 'the daemon Shop/Agent/Service gets the default capacity provider strategy of its cluster, which ECS refuses for daemons',
      }],
    ['a placement strategy', withService(daemon, { placementStrategies: known([{ type: known('random') }]) }),
      { severity: 'error', summary: 'the daemon Shop/Agent/Service has placement strategies, and a daemon runs on every instance' }],
    ['another controller', withService(daemon, { deploymentController: known('EXTERNAL') }),
      { severity: 'error', summary: 'the daemon Shop/Agent/Service has the deployment controller EXTERNAL, which has no daemons' }],
  ],
  staysQuiet: [
    ['launch type EC2 under a default strategy', withCluster(daemon, { defaultStrategy: known([item('General')]) })],
    ['a replica service', withService(api, { launchType: undefined, strategy: known([item('General')]) })],
  ],
  doesNotKnow: [
    ['the strategy', withService(daemon, { launchType: undefined, strategy: open })],
    ['the launch type', withCluster(withService(daemon, { launchType: open }), { defaultStrategy: known([item('General')]) })],
  ],
});

const balancers = (count: number): readonly ServiceLoadBalancer[] =>
  Array.from({ length: count }, (_, at) => ({ targetGroup: known(`group${at}`), containerName: known('app'), containerPort: known(80) }));

claim(tooManyTargetGroups, {
  fires: [['six', withService(api, { loadBalancers: known(balancers(6)) }),
    { severity: 'error', summary: 'Shop/Api/Service has 6 target groups, and ECS takes 5' }]],
  staysQuiet: [['five', withService(api, { loadBalancers: known(balancers(5)) })]],
  doesNotKnow: [['the list', withService(api, { loadBalancers: open })]],
});

claim(unusedGracePeriod, {
  fires: [['no health check at all', withService(api, { healthCheckGracePeriodSeconds: known(300) }),
    {
      severity: 'note',
      summary: 'the grace period of 300 s of Shop/Api/Service is not used: it has no load balancer and no container health check',
    }]],
  staysQuiet: [
    ['behind a balancer', withService(api, { healthCheckGracePeriodSeconds: known(300), loadBalancers: known(balancers(1)) })],
    ['zero', withService(api, { healthCheckGracePeriodSeconds: known(0) })],
  ],
  doesNotKnow: [
    ['the containers', withTask(withService(api, { healthCheckGracePeriodSeconds: known(300) }), { containers: open })],
    ['the balancers', withService(api, { healthCheckGracePeriodSeconds: known(300), loadBalancers: open })],
  ],
});

claim(noCircuitBreaker, {
  fires: [
    ['neither breaker nor alarm', withService(api, { circuitBreaker: assumed({ enable: false, rollback: false }, 'off by default') }),
      { severity: 'warning', summary: 'a failing deployment of Shop/Api/Service runs until CloudFormation gives up after 3 hours' }],
    ['a canary deployment', withService(api, { circuitBreaker: known({ enable: false, rollback: false }), deploymentStrategy: known('CANARY') }),
      { severity: 'warning', summary: 'a failing deployment of Shop/Api/Service runs until CloudFormation gives up after 36 hours' }],
  ],
  staysQuiet: [
    ['with the breaker', api],
    ['with an alarm', withService(api, { circuitBreaker: known({ enable: false, rollback: false }), deploymentAlarms: known(['Errors']) })],
    ['under CodeDeploy', withService(api, { circuitBreaker: known({ enable: false, rollback: false }), deploymentController: known('CODE_DEPLOY') })],
  ],
  doesNotKnow: [['the breaker', withService(api, { circuitBreaker: open })]],
});

const spread = { placementStrategies: known([{ type: known<'spread'>('spread'), field: known('instanceId') }]) };

claim(placementOnFargate, {
  fires: [['a strategy', withService(fargate, spread), {
    severity: 'error',
    summary: 'Shop/Api/Service runs on Fargate, which takes no placement strategy or constraint, and has 1 placement strategies',
  }]],
  staysQuiet: [['on instances', withService(api, spread)], ['no strategy', fargate]],
  doesNotKnow: [['where it runs', withService(fargate, { ...spread, launchType: open })]],
});

const network = (assignPublicIp: AwsvpcConfiguration['assignPublicIp']): AwsvpcConfiguration => ({
  subnets: known([]), securityGroups: known([]), assignPublicIp, zones: known([]), vpc: known('vpc'),
});

claim(publicIpOnInstances, {
  fires: [
    ['launch type EC2', withService(api, { network: network(known(true)) }),
      { severity: 'error', summary: 'Shop/Api/Service asks for a public address, which tasks on container instances cannot have' }],
    ['a group of a strategy', withService(api, { launchType: undefined, strategy: known([item('General')]), network: network(known(true)) }),
      { severity: 'error', summary: 'Shop/Api/Service asks for a public address, which tasks on container instances cannot have' }],
  ],
  staysQuiet: [
    ['Fargate', withService(fargate, { network: network(known(true)) })],
    ['no public address', withService(api, { network: network(known(false)) })],
  ],
  doesNotKnow: [
    ['the answer', withService(api, { network: network(open) })],
    ['a provider of another template', withService(api, { launchType: undefined, strategy: known([item('other')]), network: network(known(true)) })],
  ],
});

const memberOf = (count: number) => Array.from({ length: count }, (_, at) => ({
  type: known<'memberOf'>('memberOf'), expression: known(`attribute:a${at} exists`),
}));

claim(tooManyPlacementRules, {
  fires: [
    ['six strategies', withService(api, { placementStrategies: known(Array.from({ length: 6 }, () => ({ type: known<'random'>('random') }))) }),
      { severity: 'error', summary: 'Shop/Api/Service has 6 placement strategies, and ECS takes 5' }],
    ['six constraints and five of the task definition',
      withTask(withService(api, { placementConstraints: known(memberOf(6)) }), { placementConstraints: known(memberOf(5)) }),
      { severity: 'error', summary: 'a task of Shop/Api/Service has 11 placement constraints, and ECS takes 10' }],
  ],
  staysQuiet: [['ten constraints', withService(api, { placementConstraints: known(memberOf(10)) })]],
  doesNotKnow: [['the list', withService(api, { placementConstraints: open, placementStrategies: open })]],
});

claim(incompatibleTaskDefinition, {
  fires: [
    ['a task for Fargate on EC2', withTask(api, { requiresCompatibilities: known(['FARGATE']) }),
      { severity: 'warning', summary: 'Shop/Api/Service runs on EC2, and its task definition is registered for FARGATE' }],
    ['a task for EC2 in a strategy of Fargate', withService(api, { launchType: undefined, strategy: known([item('FARGATE_SPOT')]) }),
      { severity: 'error', summary: 'Shop/Api/Service runs on FARGATE, and its task definition is registered for EC2' }],
  ],
  staysQuiet: [
    ['no compatibility asked', withTask(api, { requiresCompatibilities: known([]) })],
    ['both', withTask(api, { requiresCompatibilities: known(['FARGATE', 'EC2']) })],
    ['launch type FARGATE, which cfn-lint reports', fargate],
  ],
  doesNotKnow: [['the compatibilities', withTask(api, { requiresCompatibilities: open })], ['the launch type', withService(api, { launchType: open })]],
});

const twins = withService(withService(cluster().service('A').service('B').build(), { name: known('api') }), { name: known('api') }, 1);

claim(duplicateServiceName, {
  fires: [
    ['two in one cluster', twins, { severity: 'error', summary: '2 services of Shop/Cluster are named api' }],
    ['one of them may not be deployed', {
      ...twins, notes: [{ subject: twins.services[1].subject, text: 'B is judged as if it were deployed, although condition C is open' }],
    }, { severity: 'warning', summary: '2 services of Shop/Cluster are named api' }],
  ],
  staysQuiet: [
    ['two names', cluster().service('A').service('B').build()],
    ['templates for two accounts that name one imported cluster', withCluster(
      withService(twins, { subject: { ...twins.services[1].subject, templatePath: 'Prod.template.json' } }, 1), { imported: true })],
  ],
  doesNotKnow: [
    ['a made up name', withService(twins, { name: open }, 1)],
    ['the cluster', withService(twins, { cluster: open }, 1)],
    ['a name with the region in it', withService(withService(twins, { name: known('api-${AWS::Region}') }), { name: known('api-${AWS::Region}') }, 1)],
  ],
});

describe('unparsable-constraint', () => {
  const constrained = (expression: string) =>
    withService(api, { placementConstraints: known([{ type: known('memberOf'), expression: known(expression) }]) });

  test('fires with a pointer at the place where the reading stops', () => {
    const [finding] = unparsableConstraint.check(contextOf(constrained('attribute:ecs.instance-type =~')));
    expect(finding).toMatchObject({ severity: 'error', summary: 'a memberOf expression of Shop/Api/Service does not parse at character 31' });
    expect(finding.evidence[0]).toMatchObject({ kind: 'pointer', text: 'attribute:ecs.instance-type =~', start: 30 });
  });

  test('judges the expressions of task definitions too', () => {
    const model = withTask(api, { placementConstraints: known([{ type: known('memberOf'), expression: known('and') }]) });
    expect(unparsableConstraint.check(contextOf(model))[0].subject.constructPath).toBe('Shop/Api/Task');
  });

  test('stays quiet on what parses, and on what is not known', () => {
    expect(unparsableConstraint.check(contextOf(constrained('attribute:ecs.instance-type =~ m6.* and task:group == service:x')))).toEqual([]);
    const model = withService(api, { placementConstraints: known([{ type: known('memberOf'), expression: open }]) });
    expect(unparsableConstraint.check(contextOf(model))).toEqual([]);
  });
});
