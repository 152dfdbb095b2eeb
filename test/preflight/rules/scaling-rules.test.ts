import { claim, contextOf } from './rule-claims';
import { known, unknown } from '../../../src/preflight/model';
import type { Known, ScalingPolicy } from '../../../src/preflight/model';
import { deadlockWhenScaled } from '../../../src/preflight/rules/deadlock-when-scaled';
import { desiredCountBesideScaler } from '../../../src/preflight/rules/desired-count-beside-scaler';
import { desiredCountOutsideScaler } from '../../../src/preflight/rules/desired-count-outside-scaler';
import { duplicateTrackedMetric } from '../../../src/preflight/rules/duplicate-tracked-metric';
import { invertedScaler } from '../../../src/preflight/rules/inverted-scaler';
import { stuckAtZero } from '../../../src/preflight/rules/stuck-at-zero';
import { unreachableScalingTarget } from '../../../src/preflight/rules/unreachable-scaling-target';
import { cluster, type ServiceFacts } from '../model-builder';

const open = unknown('parameter P has no default');
const subject = (name: string) => ({ constructPath: `Shop/${name}`, logicalId: name, templatePath: 'Shop.template.json' });
const bounds = (min: Known<number> | number, max: Known<number> | number, policies: readonly ScalingPolicy[] = []) => ({
  subject: subject('Target'),
  minCapacity: typeof min === 'number' ? known(min) : min,
  maxCapacity: typeof max === 'number' ? known(max) : max,
  policies,
});
const tracking = (name: string, metric: Known<string>, target: Known<number> = known(60)): ScalingPolicy => ({
  subject: subject(name), type: known('TargetTrackingScaling'), metric, targetValue: target,
});
const CPU = known('ECSServiceAverageCPUUtilization');
const scaled = (scaling: ReturnType<typeof bounds>, facts: ServiceFacts = {}) =>
  cluster().group('General', {}).service('Api', { ...facts, overrides: { scaling, ...facts.overrides } }).build();

claim(desiredCountBesideScaler, {
  fires: [['a count inside of the bounds', scaled(bounds(2, 20), { desired: 4 }),
    { severity: 'warning', summary: 'an update of Shop/Api/Service can set its 4 tasks again, whatever its scaler had made of them' }]],
  staysQuiet: [
    ['no count', scaled(bounds(2, 20), { overrides: { desiredCountIsSet: false } })],
    ['no scaler', cluster().service('Api', { desired: 4 }).build()],
    ['a count outside, which has a rule of its own', scaled(bounds(2, 20), { desired: 1 })],
  ],
  doesNotKnow: [['the count', scaled(bounds(2, 20), { desired: open })]],
});

claim(desiredCountOutsideScaler, {
  fires: [
    ['below', scaled(bounds(2, 20), { desired: 1 }), { severity: 'warning', summary: 'Shop/Api/Service asks for 1 tasks, and its scaler keeps 2 to 20' }],
    ['above', scaled(bounds(2, 20), { desired: 30 }), { severity: 'warning', summary: 'Shop/Api/Service asks for 30 tasks, and its scaler keeps 2 to 20' }],
  ],
  staysQuiet: [['at a bound', scaled(bounds(2, 20), { desired: 20 })]],
  doesNotKnow: [['the maximum', scaled(bounds(2, open), { desired: 30 })], ['the count', scaled(bounds(2, 20), { desired: open })]],
});

claim(deadlockWhenScaled, {
  fires: [
    ['100/125 at two and three', scaled(bounds(2, 20), { desired: 8, max: 125 }),
      { severity: 'warning', summary: 'when Shop/Api/Service is scaled to 2 to 3 tasks, a rolling deployment can neither stop nor start one' }],
    ['100/134 at one', scaled(bounds(1, 6), { desired: 6, max: 134 }),
      { severity: 'warning', summary: 'when Shop/Api/Service is scaled to 1 to 2 tasks, a rolling deployment can neither stop nor start one' }],
  ],
  staysQuiet: [
    ['100/200', scaled(bounds(1, 20), { desired: 8 })],
    ['100/150 from two on', scaled(bounds(2, 20), { desired: 8, max: 150 })],
    ['the desired count itself, which deployment-deadlock reports', scaled(bounds(3, 20), { desired: 3, max: 125 })],
  ],
  doesNotKnow: [
    ['the minimum', scaled(bounds(open, 20), { desired: 8, max: 125 })],
    ['a percentage', scaled(bounds(2, 20), { desired: 8, overrides: { maxHealthyPercent: open } })],
  ],
});

claim(invertedScaler, {
  fires: [['5 to 3', scaled(bounds(5, 3)), { severity: 'error', summary: 'Shop/Target has a minimum of 5 tasks and a maximum of 3' }]],
  staysQuiet: [['equal', scaled(bounds(3, 3))]],
  doesNotKnow: [['the minimum', scaled(bounds(open, 3))]],
});

claim(unreachableScalingTarget, {
  fires: [
    ['150 percent', scaled(bounds(1, 4, [tracking('Cpu', CPU, known(150))])),
      { severity: 'warning', summary: 'Shop/Cpu holds ECSServiceAverageCPUUtilization at 150 percent, which a service seldom reaches' }],
    ['0 percent', scaled(bounds(1, 4, [tracking('Cpu', CPU, known(0))])),
      { severity: 'warning', summary: 'Shop/Cpu holds ECSServiceAverageCPUUtilization at 0 percent, which no service reaches' }],
  ],
  staysQuiet: [
    ['60 percent', scaled(bounds(1, 4, [tracking('Cpu', CPU)]))],
    ['1,000 requests', scaled(bounds(1, 4, [tracking('Requests', known('ALBRequestCountPerTarget'), known(1000))]))],
  ],
  doesNotKnow: [['the value', scaled(bounds(1, 4, [tracking('Cpu', CPU, open)]))], ['the metric', scaled(bounds(1, 4, [tracking('Cpu', open, known(150))]))]],
});

claim(stuckAtZero, {
  fires: [['CPU alone', scaled(bounds(0, 4, [tracking('Cpu', CPU)])), {
    severity: 'warning',
    summary: 'Shop/Api/Service may be scaled to 0 tasks and stays there: ECSServiceAverageCPUUtilization has no data without a task',
  }]],
  staysQuiet: [
    ['a queue beside it', scaled(bounds(0, 4, [tracking('Cpu', CPU), tracking('Queue', known('ApproximateNumberOfMessagesVisible'))]))],
    ['a minimum of 1', scaled(bounds(1, 4, [tracking('Cpu', CPU)]))],
    ['no policy, so a schedule or a person decides', scaled(bounds(0, 4))],
  ],
  doesNotKnow: [['the metric of a step policy', scaled(bounds(0, 4, [tracking('Cpu', CPU), tracking('Steps', open)]))]],
});

claim(duplicateTrackedMetric, {
  fires: [['CPU twice', scaled(bounds(1, 4, [tracking('Cpu', CPU), tracking('CpuToo', CPU, known(80))])),
    { severity: 'warning', summary: '2 policies of Shop/Api/Service track ECSServiceAverageCPUUtilization' }]],
  staysQuiet: [
    ['requests of two target groups', scaled(bounds(1, 4, [
      tracking('A', known('ALBRequestCountPerTarget')), tracking('B', known('ALBRequestCountPerTarget')),
    ]))],
  ],
  doesNotKnow: [['one of the metrics', scaled(bounds(1, 4, [tracking('Cpu', CPU), tracking('Steps', open)]))]],
});

test('a scaler of many counts is judged count by count', () => {
  const [finding] = deadlockWhenScaled.check(contextOf(scaled(bounds(1, 5000), { desired: 200, max: 100, min: 99 })));
  expect(finding.summary).toBe('when Shop/Api/Service is scaled to 1 to 99 tasks, a rolling deployment can neither stop nor start one');
});
