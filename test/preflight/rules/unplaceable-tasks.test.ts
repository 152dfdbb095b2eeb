import { unknown } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { cluster } from '../model-builder';

const found = (model: ReturnType<ReturnType<typeof cluster>['build']>) =>
  runPreflight(model).findings.filter((finding) => finding.ruleId === 'unplaceable-tasks');
const verdict = (model: ReturnType<ReturnType<typeof cluster>['build']>, service = 0) => runPreflight(model).services[service].verdicts[0];

describe('fires', () => {
  test('four tasks of 2,048 MiB on two t3.medium: registered memory leaves room for two', () => {
    const [finding, ...others] = found(
      cluster()
        .group('General', { types: ['t3.medium'], count: 2 })
        .service('Api', { desired: 4, memory: 2048 })
        .build(),
    );
    expect(others).toEqual([]);
    expect(finding.severity).toBe('error');
    expect(finding.summary).toBe('only 2 of 4 tasks of Shop/Api/Service can be placed');
    expect(JSON.stringify(finding.evidence)).toContain('memory runs out first');
    expect(finding.notes.join('\n')).toContain('has insufficient memory available.');
    expect(finding.notes[0]).toBe('certain in any order: all instances together hold 2 such tasks, and 4 must run at once');
  });

  test('three awsvpc tasks on one c5.large: two ENIs are left for tasks', () => {
    const [finding] = found(
      cluster()
        .group('General', { types: ['c5.large'], count: 1 })
        .service('Api', { desired: 3, memory: 512, mode: 'awsvpc' })
        .build(),
    );
    expect(finding.summary).toBe('only 2 of 3 tasks of Shop/Api/Service can be placed');
    expect(JSON.stringify(finding.evidence)).toContain('ENIs short by 1 (asks 1, 0 left)');
    expect(finding.help[0]).toContain('turn on ENI trunking');
  });

  test('a task larger than every instance, even an empty one', () => {
    const [finding] = found(
      cluster()
        .group('General', { types: ['m5.large'], count: 2 })
        .service('Batch', { desired: 1, memory: 9000 })
        .build(),
    );
    expect(finding.summary).toBe('the one task of Shop/Batch/Service cannot be placed');
    expect(finding.notes[0]).toContain('no instance takes such a task even when nothing else runs');
  });

  test('managed scaling grows the group only to its maximum', () => {
    const model = (max: number) =>
      cluster()
        .group('General', { types: ['m5.large'], count: 1, max, managedScaling: true })
        .service('Api', { desired: 6, memory: 3500, providers: ['General'] })
        .build();
    expect(found(model(2))[0].summary).toBe('only 4 of 6 tasks of Shop/Api/Service can be placed');
    expect(found(model(3))).toEqual([]);
  });

  test('a service with launch type EC2 makes no group grow, and naming the capacity provider cures it', () => {
    const [finding] = found(
      cluster()
        .group('General', { types: ['m5.large'], count: 0, max: 4, managedScaling: true })
        .service('Api', { desired: 1 })
        .build(),
    );
    expect(finding.summary).toBe('the one task of Shop/Api/Service cannot be placed');
    expect(finding.notes.join()).toContain('managed scaling starts no instance');
    expect(finding.help[0]).toContain('go through the capacity provider of Shop/Cluster/General');
  });

  test('two services that need more memory together than the instances register', () => {
    const findings = found(
      cluster()
        .group('General', { types: ['m5.large'], count: 2 })
        .service('A', { desired: 2, memory: 5000 })
        .service('B', { desired: 2, memory: 5000 })
        .build(),
    );
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0].notes[0]).toContain('all tasks together need 20,000 MiB of memory');
  });
});

describe('does not fire', () => {
  test('two tasks of 2,048 MiB on two t3.medium', () => {
    const model = cluster()
      .group('General', { types: ['t3.medium'], count: 2 })
      .service('Api', { desired: 2, memory: 2048 })
      .build();
    expect(found(model)).toEqual([]);
    expect(verdict(model)).toMatchObject({ placed: 2, asked: 2 });
    expect(['fits', 'always-fits']).toContain(verdict(model).verdict);
  });

  test('tasks on Fargate', () => {
    expect(found(cluster().service('Api', { desired: 4, memory: 2048, fargate: true }).build())).toEqual([]);
  });

  test('awsvpc tasks with trunking on', () => {
    const model = cluster()
      .group('General', { types: ['c5.large'], count: 1 })
      .service('Api', { desired: 3, memory: 512, mode: 'awsvpc' })
      .build();
    expect(
      runPreflight(model, { simulation: { trunking: true } }).findings.filter((finding) => finding.ruleId === 'unplaceable-tasks'),
    ).toEqual([]);
  });
});

describe('does not know', () => {
  test('a desired count that only the deployment tells', () => {
    const model = cluster()
      .group('General', {})
      .service('Api', { desired: unknown('parameter Count has no default') })
      .build();
    expect(found(model)).toEqual([]);
    expect(verdict(model)).toMatchObject({ verdict: 'unknown', because: 'the desired count is unknown: parameter Count has no default' });
  });

  test('the room of a service beside one whose size is unknown', () => {
    const model = cluster()
      .group('General', { count: 2 })
      .service('Api')
      .service('Other', { memory: unknown('parameter Memory has no default') })
      .build();
    expect(verdict(model, 0)).toMatchObject({ verdict: 'unknown' });
    expect(verdict(model, 0).because).toContain('Shop/Other/Service takes an unknown part of the room');
  });

  test('a cluster whose container instances are in another stack', () => {
    const model = cluster().service('Api', { desired: 2 }).build();
    expect(found(model)).toEqual([]);
    expect(verdict(model)).toMatchObject({ verdict: 'unknown' });
    expect(verdict(model).because).toContain('instances of other stacks are not visible');
  });

  test('a group without managed scaling that something else may raise to its maximum', () => {
    const model = cluster().group('General', { types: ['m5.large'], count: 1, max: 4 }).service('Api', { desired: 6, memory: 3500 }).build();
    expect(found(model).map(({ severity }) => severity)).toEqual(['warning']);
    expect(verdict(model).because).toBe('depends on whether the group grows beyond its desired capacity');
  });

  test('an imported cluster', () => {
    const model = cluster().imported().service('Api').build();
    expect(found(model)).toEqual([]);
    expect(verdict(model)).toMatchObject({ verdict: 'unknown' });
  });

  test('an instance type that the catalog does not have', () => {
    const model = cluster()
      .group('General', { types: ['m99.large'] })
      .service('Api')
      .build();
    expect(found(model)).toEqual([]);
    expect(verdict(model)).toMatchObject({ verdict: 'unknown' });
  });

  test('memory between what is expected and what the AMI may leave', () => {
    const model = cluster()
      .group('General', { types: ['m6i.large'], count: 1 })
      .service('Api', { memory: 7817, mode: 'host' })
      .build();
    expect(verdict(model)).toMatchObject({ verdict: 'unknown' });
    expect(verdict(model).because).toContain('how much memory the instances really register');
    expect(runPreflight(model).findings.every((finding) => finding.severity !== 'error')).toBe(true);
  });

  test('zones that are not in the template do not change what fits', () => {
    const model = cluster()
      .group('General', { zones: unknown('the subnets are imported'), count: 2 })
      .service('Api', { desired: 2 })
      .build();
    expect(['fits', 'always-fits']).toContain(verdict(model).verdict);
  });
});
