import { Duration, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Cpu, Deployment, PauseEnd, PauseStage, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const add = (id: string, more: Partial<WebServiceProps> = {}) => new WebService(stack, id, {
    cluster, image, listener: WebListener.http(), cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(1), ...more,
  });
  return { stack, add };
}

test('waits for someone to say go on, beside a function that checks, and both keep their place', () => {
  const { stack, add } = shop();
  const check = new lambda.Function(stack, 'Check', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({ hookStatus: "SUCCEEDED" });'),
  });
  const stages = [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT];
  add('Api', {
    deployment: Deployment.blueGreen({
      lifecycleHooks: [new ecs.DeploymentLifecycleLambdaTarget(check, 'Check', { lifecycleStages: stages })],
      pauses: [
        { stages: [PauseStage.PRE_PRODUCTION_TRAFFIC_SHIFT], timeout: Duration.minutes(30), onTimeout: PauseEnd.CONTINUE },
        { stages: [PauseStage.POST_SCALE_UP] },
      ],
    }),
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: {
      LifecycleHooks: [
        { HookTargetArn: Match.anyValue(), RoleArn: Match.anyValue(), LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'], TargetType: Match.absent() },
        {
          TargetType: 'PAUSE',
          LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'],
          TimeoutConfiguration: { TimeoutInMinutes: 30, Action: 'CONTINUE' },
          HookTargetArn: Match.absent(),
          RoleArn: Match.absent(),
        },
        { TargetType: 'PAUSE', LifecycleStages: ['POST_SCALE_UP'], TimeoutConfiguration: { TimeoutInMinutes: 60, Action: 'ROLLBACK' } },
      ],
    },
  });
});

test('pauses a rolling deployment as well', () => {
  const { stack, add } = shop();
  add('Api', { deployment: Deployment.rolling({ pauses: [{ stages: [PauseStage.PRE_SCALE_UP] }] }) });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: { LifecycleHooks: [Match.objectLike({ TargetType: 'PAUSE', LifecycleStages: ['PRE_SCALE_UP'] })] },
  });
});

test('is done when enough of the new tasks are healthy, and cleans up in the background', () => {
  const { stack, add } = shop();
  add('Api', { minHealthyPercent: 50, deployment: Deployment.rolling({ earlySuccess: { healthyPercent: 80 } }) });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: { EarlySuccessCriteria: { Enable: true, HealthyPercent: 80, SourceServiceRevisionCleanup: 'DEFERRED' } },
  });
});

test('gives up by a share of the tasks, and does not forget failures', () => {
  const { stack, add } = shop();
  add('Api', { circuitBreaker: { failurePercent: 20, boundedPercent: false, resetOnHealthyTask: false } });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: {
      DeploymentCircuitBreaker: {
        Enable: true, Rollback: true, ThresholdConfiguration: { Type: 'UNBOUNDED_PERCENT', Value: 20 }, ResetOnHealthyTask: false,
      },
    },
  });
});

test('fails on pauses, shares and thresholds that contradict', () => {
  const { add } = shop();
  const pausing = (pause: object) => Deployment.rolling({ pauses: [{ stages: [PauseStage.PRE_SCALE_UP], ...pause }] });
  expect(() => add('A', { deployment: pausing({ stages: [] }) })).toThrow('`stages` of a pause must name at least one');
  expect(() => add('B', { deployment: pausing({ timeout: Duration.days(15) }) })).toThrow('whole minutes from 1 to 20160, got 21600');
  expect(() => add('C', { deployment: Deployment.rolling({ earlySuccess: { healthyPercent: 80 } }) }))
    .toThrow('`healthyPercent` of `earlySuccess` must be a whole number from 100 (`minHealthyPercent`) to 100, got 80');
  expect(() => add('D', { circuitBreaker: { failureThreshold: 3, failurePercent: 10 } })).toThrow('one of `failureThreshold` and `failurePercent`');
  expect(() => add('E', { circuitBreaker: { enable: false, failurePercent: 10 } })).toThrow('`enable` must be true, got false');
  expect(() => add('F', { circuitBreaker: { boundedPercent: false } })).toThrow('`boundedPercent` needs `failurePercent`');
});
