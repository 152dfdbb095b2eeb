import { known, type TaskDefinition } from '../../../src/preflight/model';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';
import { EXPECTED } from '../../../src/preflight/scenario/reading';
import { situationOf } from '../../../src/preflight/scenario/situation';
import { taskNeeds } from '../../../src/preflight/scenario/task-needs';
import { createEngine } from '../../../src/preflight/scheduler/create-engine';
import { cluster } from '../model-builder';

const WINDOWS: Partial<TaskDefinition> = { operatingSystemFamily: known('WINDOWS_SERVER_2022_CORE') };

/** One service of Windows containers with 300 MiB each, in a task of 4,096 MiB, on one instance. */
function windowsService(os: 'windows' | 'amazon-linux-2023') {
  const builder = cluster().group('asg', {}).service('api', { memory: 4096 });
  const model = builder.build();
  const [plain] = model.taskDefinitions;
  const containers = plain.containers.known ? plain.containers.value.map((container) => ({ ...container, memoryReservationMiB: known(300) })) : [];
  const capacities = model.capacities.map((group) => (group.kind === 'instance-group' ? { ...group, ami: { ...group.ami, os: known(os) } } : group));
  return { ...model, capacities, taskDefinitions: [{ ...plain, ...WINDOWS, containers: known(containers) }] };
}

test('a task of Windows containers is placed on Windows instances only', () => {
  const placed = (['windows', 'amazon-linux-2023'] as const).map((os) => {
    const model = windowsService(os);
    const engine = createEngine(situationOf(model, model.clusters[0], EXPECTED, DEFAULT_SIMULATION).problem);
    return { instance: engine.place(0), reasons: engine.refusals(0)[0].reasons };
  });
  expect(placed[0].instance).toBe(0);
  expect(placed[1]).toEqual({ instance: -1, reasons: [{ kind: 'member-of', expression: 'attribute:ecs.os-type == windows', unknown: false }] });
});

test('the size of the task does not count for Windows containers, that of the containers does', () => {
  const [definition] = windowsService('windows').taskDefinitions;
  expect(taskNeeds(definition)).toMatchObject({ known: true, value: { cpu: 0, memory: 300 } });
  expect(taskNeeds({ ...definition, operatingSystemFamily: known('LINUX') })).toMatchObject({ known: true, value: { cpu: 256, memory: 4096 } });
});

test('without a size of the containers it is not known what Windows tasks take', () => {
  const [definition] = cluster().service('api').build().taskDefinitions;
  expect(taskNeeds({ ...definition, ...WINDOWS })).toMatchObject({ known: false, because: expect.stringContaining('does not count that of the task') });
});
