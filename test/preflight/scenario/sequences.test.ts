import { findings, judged, SMALL } from './situations';
import { known, unknown } from '../../../src/preflight/model';
import type { Known, Service } from '../../../src/preflight/model';
import { judgeCluster } from '../../../src/preflight/scenario/judge';
import { inOrder, readScenario } from '../../../src/preflight/scenario/read-scenario';
import { seenIn } from '../../../src/preflight/scenario/seen';
import { Scenario } from '../../../src/preflight/scenario-choice';
import { cluster } from '../model-builder';

const upTo = (most: Known<number>): Partial<Service> => ({
  scaling: {
    subject: { constructPath: 'Shop/Target', logicalId: 'Target', templatePath: 'Shop.template.json' },
    minCapacity: known(1),
    maxCapacity: most,
    policies: [],
  },
});

/** Three zones with one instance each that holds `each` tasks of 500 MiB; tiny.medium registers 1,500 MiB. */
const zones = (desired: number, most: number, facts: object = {}) =>
  cluster().group('General', { types: ['tiny.medium'], count: 3 })
    .service('Api', { desired, cpu: 128, memory: 500, ...facts, overrides: upTo(known(most)) }).build();

describe('the maximum, then the loss of a zone', () => {
  const name = 'scaled-to-maximum+availability-zone-loss';

  test('fits where two zones hold the maximum', () => {
    expect(judged(zones(3, 6), name)).toMatchObject({ verdict: 'fits', asked: 6, placed: 6 });
  });

  test('fails where each of the two fits alone, and the moment names both', () => {
    const model = zones(6, 8);
    expect(judged(model, 'scaled-to-maximum').ordersFailed).toBe(0);
    expect(judged(model, 'availability-zone-loss').ordersFailed).toBe(0);
    const judgement = judged(model, name);
    expect(judgement).toMatchObject({ verdict: 'does-not-fit', asked: 8, placed: 6 });
    expect(judgement.failure?.moment).toBe('every service runs the maximum of its scaler, then us-east-1a is lost');
    expect(seenIn(judgement)?.refusals.length).toBeGreaterThan(0);
  });

  test('fails at the first part where that fails already', () => {
    const judgement = judged(zones(6, 10), name);
    expect(judgement).toMatchObject({ asked: 10, placed: 9 });
    expect(judgement.failure?.moment).toBe('every service runs the maximum of its scaler');
  });

  test('says nothing where no service scales', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 3 }).service('Api', { desired: 3, cpu: 128, memory: 500 }).build();
    expect(judged(model, name)).toMatchObject({ verdict: 'not-simulated', hidden: 'the service has no scaling of its own' });
  });

  test('concerns a service that does not scale beside one that does', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 3 })
      .service('Web', { desired: 2, cpu: 128, memory: 500 })
      .service('Api', { desired: 3, cpu: 128, memory: 500, overrides: upTo(known(6)) }).build();
    expect(judged(model, name, model.services[0].id).ordersFailed + judged(model, name, model.services[1].id).ordersFailed).toBeGreaterThan(0);
  });
});

describe('a deployment while a zone is lost', () => {
  const name = 'availability-zone-loss+rolling-deployment';

  test('rolls where one task more finds room in two zones', () => {
    expect(judged(zones(5, 5), name)).toMatchObject({ verdict: 'fits', asked: 5, placed: 5 });
  });

  test('is stuck where two zones are full and nothing may stop', () => {
    const model = zones(6, 6, { min: 100, max: 200 });
    expect(judged(model, 'rolling-deployment').ordersFailed).toBe(0);
    const { failure, ordersFailed, ordersTried } = judged(model, name);
    expect(ordersFailed).toBe(ordersTried);
    expect(failure?.moment).toBe('us-east-1a is lost, then rolling deployment with 0 of 6 new tasks running beside 6 old ones');
  });

  test('leaves the engine as it was: the same run of the single scenario says the same with and without it', () => {
    const model = zones(6, 6, { min: 100, max: 200 });
    const both = judgeCluster(model, model.clusters[0], ['rolling-deployment', name, 'instance-loss'], SMALL).judgements;
    const alone = judgeCluster(model, model.clusters[0], ['rolling-deployment', 'instance-loss'], SMALL).judgements;
    const facts = (list: typeof both) =>
      list.filter(({ scenario }) => scenario !== name).map(({ scenario, verdict, placed }) => [scenario, verdict, placed]);
    expect(facts(both)).toEqual(facts(alone));
  });
});

test('two zones lost, one after the other', () => {
  expect(judged(zones(3, 3), 'availability-zone-loss+availability-zone-loss')).toMatchObject({ verdict: 'fits', asked: 3 });
  expect(judged(zones(4, 4), 'availability-zone-loss+availability-zone-loss').failure?.moment).toBe('us-east-1a is lost, then us-east-1b is lost');
});

test('three scenarios in a row', () => {
  const { failure } = judged(zones(3, 6, { min: 100, max: 200 }), 'scaled-to-maximum+availability-zone-loss+rolling-deployment');
  expect(failure?.moment).toBe(
    'every service runs the maximum of its scaler, then us-east-1a is lost, then rolling deployment with 0 of 6 new tasks running beside 6 old ones',
  );
});

describe('no-room-in-sequence', () => {
  const name = 'scaled-to-maximum+availability-zone-loss';

  test('fires as a warning, with cures that hold in the sequence', () => {
    const [finding, ...more] = findings(zones(6, 8), 'no-room-in-sequence', [name]);
    expect(more).toEqual([]);
    expect(finding.severity).toBe('warning');
    expect(finding.summary).toBe(
      'every service runs the maximum of its scaler, then us-east-1a is lost: 6 of 8 tasks of Shop/Api/Service find room',
    );
    expect(finding.help).toContain('set desired capacity of Shop/Cluster/General from 3 to 5; 8 of 8 tasks of Shop/Api/Service are then placed');
  });

  test('does not fire where the sequence fits, nor where nobody asks for one', () => {
    expect(findings(zones(3, 6), 'no-room-in-sequence', [name])).toEqual([]);
    expect(findings(zones(6, 8), 'no-room-in-sequence')).toEqual([]);
  });

  test('leaves to the rule of a part what that part does alone', () => {
    expect(findings(zones(6, 10), 'no-room-in-sequence', ['scaled-to-maximum', name])).toEqual([]);
    expect(findings(zones(6, 10), 'no-room-at-maximum', ['scaled-to-maximum', name])).toHaveLength(1);
  });

  test('does not know how far a scaler goes whose maximum is unknown', () => {
    const model = cluster().group('General', { types: ['tiny.medium'], count: 3 })
      .service('Api', { desired: 6, cpu: 128, memory: 500, overrides: upTo(known(6)) })
      .service('Other', { desired: 0, cpu: 128, memory: 500, overrides: upTo(unknown('the parameter Most has no value')) }).build();
    expect(findings(model, 'no-room-in-sequence', [name])).toEqual([]);
    expect(judged(model, name)).toMatchObject({
      verdict: 'unknown',
      hidden: 'Shop/Other/Service may scale to a maximum that is unknown: the parameter Most has no value',
    });
  });
});

test('a service beside one whose maximum is unknown is not said to fit at the maxima', () => {
  const model = cluster().group('General', { types: ['tiny.medium'], count: 3 })
    .service('Api', { desired: 2, cpu: 128, memory: 500, overrides: upTo(known(3)) })
    .service('Other', { desired: 1, cpu: 128, memory: 500, overrides: upTo(unknown('the parameter Most has no value')) }).build();
  expect(judged(model, 'scaled-to-maximum').verdict).toBe('unknown');
  expect(judged(model, 'steady-state').verdict).toBe('always-fits');
});

describe('names of sequences', () => {
  test('in code and on the command line are the same', () => {
    expect(Scenario.scaledToMaximum().followedBy(Scenario.availabilityZoneLoss()).followedBy(Scenario.rollingDeployment()).name).toBe(
      'scaled-to-maximum+availability-zone-loss+rolling-deployment',
    );
    expect(readScenario(' scaled-to-maximum + instance-loss ')).toBe('scaled-to-maximum+instance-loss');
  });

  test.each([
    ['rolling-deployment+instance-loss', 'nothing can follow rolling-deployment; scaled-to-maximum, availability-zone-loss, instance-loss and spot-reclaim can come first'],
    [
      'instance-loss+first-deployment',
      'first-deployment cannot follow another scenario; rolling-deployment, all-deployments, interleaved-deployments, blue-green-deployment, scaled-to-maximum, ' +
        'availability-zone-loss, instance-loss, instance-drain and spot-reclaim can',
    ],
    [Array(5).fill('instance-loss').join('+'), 'at most 4 scenarios follow each other, got 5'],
    ['zone-loss', /^a scenario must be one of steady-state, .*, got "zone-loss"$/],
    ['instance-loss+', /^a scenario must be one of steady-state, .*, got ""$/],
  ])('%s is refused with what is allowed', (text, message) => {
    expect(() => readScenario(text)).toThrow(message);
  });

  test('are put in the order of reports, each once', () => {
    expect(inOrder(['scaled-to-maximum+instance-loss', 'instance-loss', 'steady-state', 'instance-loss'])).toEqual([
      'steady-state', 'instance-loss', 'scaled-to-maximum+instance-loss',
    ]);
  });
});
