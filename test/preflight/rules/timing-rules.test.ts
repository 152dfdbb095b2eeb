import { claim } from './rule-claims';
import { container, instances, ON_INSTANCES, shop } from './shop-template';
import { longStopAfterDrain } from '../../../src/preflight/rules/long-stop-after-drain';
import { shortGracePeriod } from '../../../src/preflight/rules/short-grace-period';
import { slowDrain } from '../../../src/preflight/rules/slow-drain';
import { slowSpotStop } from '../../../src/preflight/rules/slow-spot-stop';

const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const delay = (seconds: unknown) => ({ TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: seconds }] });
const slowStart = { Task: container({ HealthCheck: { Command: ['CMD-SHELL', 'true'], StartPeriod: 120 } }) };
const SPOT = { LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] };

claim(shortGracePeriod, {
  fires: [['no grace for a slow start', shop({ ...slowStart, Targets: { HealthCheckIntervalSeconds: 10 } }),
    { severity: 'warning', summary: 'tasks of template/Service may take 120 s to start, and are stopped as unhealthy after 20 s' }],
  ['a grace that ends too early', shop({ ...slowStart, Targets: { HealthCheckIntervalSeconds: 10 }, Service: { HealthCheckGracePeriodSeconds: 60 } }),
    { severity: 'warning', summary: 'tasks of template/Service may take 120 s to start, and are stopped as unhealthy after 60 s' }]],
  staysQuiet: [
    ['grace enough', shop({ ...slowStart, Targets: { HealthCheckIntervalSeconds: 10 }, Service: { HealthCheckGracePeriodSeconds: 170 } })],
    ['a patient target group', shop({ ...slowStart, Targets: { HealthCheckIntervalSeconds: 60, UnhealthyThresholdCount: 2 } })],
    ['no start period', shop()],
  ],
  doesNotKnow: [
    ['the grace', shop({ ...slowStart, Targets: { HealthCheckIntervalSeconds: 10 }, Service: { HealthCheckGracePeriodSeconds: OPEN } })],
    ['the interval', shop({ ...slowStart, Targets: { HealthCheckIntervalSeconds: OPEN } })],
  ],
});

claim(slowSpotStop, {
  fires: [
    ['Fargate Spot and the default delay', shop({ Service: SPOT, Targets: { TargetGroupAttributes: undefined } }),
      { severity: 'warning', summary: 'tasks of template/Service on Spot take up to 330 s to drain and stop, and a reclaim leaves 120 s' }],
    ['Spot instances', shop({ ...instances({}, { InstanceMarketOptions: { MarketType: 'spot' } }), ...ON_INSTANCES, Targets: { TargetType: 'instance', ...delay('100') } }),
      { severity: 'warning', summary: 'tasks of template/Service on Spot take up to 130 s to drain and stop, and a reclaim leaves 120 s' }],
  ],
  staysQuiet: [['On-Demand', shop({ Targets: { TargetGroupAttributes: undefined } })], ['quick enough', shop({ Service: SPOT })]],
  doesNotKnow: [
    ['the delay', shop({ Service: SPOT, Targets: delay(OPEN) })],
    ['the stop timeout', shop({ Service: SPOT, Targets: delay('300'), Task: container({ StopTimeout: OPEN }) })],
    ['the strategy', shop({ Service: { LaunchType: undefined, CapacityProviderStrategy: OPEN }, Targets: delay('300') })],
  ],
});

claim(longStopAfterDrain, {
  fires: [['90 seconds after 30', shop({ Task: container({ StopTimeout: 90 }) }),
    { severity: 'note', summary: 'the balancer cuts connections to tasks of template/Service after 30 s, and the container has 90 s more to stop' }]],
  staysQuiet: [['no stop timeout', shop()], ['as long', shop({ Task: container({ StopTimeout: 30 }) })]],
  doesNotKnow: [['the delay', shop({ Task: container({ StopTimeout: 90 }), Targets: delay(OPEN) })]],
});

claim(slowDrain, {
  fires: [['the default', shop({ Targets: { TargetGroupAttributes: undefined } }),
    { severity: 'note', summary: 'each task of template/Service that stops may hold its place for 300 s more, the default of template/Targets' }]],
  staysQuiet: [['a choice', shop()], ['300, written out', shop({ Targets: delay('300') })]],
  doesNotKnow: [['the delay', shop({ Targets: delay(OPEN) })]],
});
