import { claim, withContainers, withTask } from './rule-claims';
import { known, unknown } from '../../../src/preflight/model';
import type { ContainerDefinition, ContainerHealthCheck } from '../../../src/preflight/model';
import { containerCpuOverTask } from '../../../src/preflight/rules/container-cpu-over-task';
import { containerMemoryBelowMinimum } from '../../../src/preflight/rules/container-memory-below-minimum';
import { containerMemoryOverTask } from '../../../src/preflight/rules/container-memory-over-task';
import { containerWithoutMemory } from '../../../src/preflight/rules/container-without-memory';
import { dependencyCycle } from '../../../src/preflight/rules/dependency-cycle';
import { dependencyOnEssentialContainer } from '../../../src/preflight/rules/dependency-on-essential-container';
import { dependencyWithoutHealthCheck } from '../../../src/preflight/rules/dependency-without-health-check';
import { healthCheckOutOfRange } from '../../../src/preflight/rules/health-check-out-of-range';
import { longStopTimeout } from '../../../src/preflight/rules/long-stop-timeout';
import { repeatedVariable } from '../../../src/preflight/rules/repeated-variable';
import { reservationAboveLimit } from '../../../src/preflight/rules/reservation-above-limit';
import { tooManyContainers } from '../../../src/preflight/rules/too-many-containers';
import { unknownDependency } from '../../../src/preflight/rules/unknown-dependency';
import { cluster } from '../model-builder';

const open = unknown('parameter P has no default');
const onEc2 = cluster().group('General', {}).service('Api').build();
const onFargate = withTask(cluster().service('Api', { fargate: true }).build(), { requiresCompatibilities: known(['FARGATE']) });
const memory = (hard?: number, soft?: number): Partial<ContainerDefinition> => ({
  memoryMiB: hard === undefined ? undefined : known(hard), memoryReservationMiB: soft === undefined ? undefined : known(soft),
});
const waits = (on: string, condition: string): Partial<ContainerDefinition> => ({
  dependsOn: known([{ containerName: known(on), condition: known(condition) }]),
});

claim(containerMemoryOverTask, {
  fires: [
    ['hard limits together', withContainers(onEc2, memory(512), memory(128)),
      { severity: 'error', summary: 'the containers of Shop/Api/Task reserve 640 MiB together, and the task has 512 MiB' }],
    ['one hard limit', withContainers(onEc2, memory(1024, 128)),
      { severity: 'error', summary: 'the container app of Shop/Api/Task asks for 1,024 MiB, and the task has 512 MiB' }],
  ],
  staysQuiet: [
    ['soft limits count where they are set', withContainers(onEc2, memory(512, 128), memory(512, 128))],
    ['a task without a size', withTask(withContainers(onEc2, memory(512), memory(128)), { memoryMiB: undefined })],
    ['equal', withContainers(onEc2, memory(384), memory(128))],
  ],
  doesNotKnow: [
    ['the size of the task', withTask(withContainers(onEc2, memory(1024)), { memoryMiB: open })],
    ['a soft limit, which may be small', withContainers(onEc2, { memoryMiB: known(512), memoryReservationMiB: open }, memory(128))],
    ['the containers', withTask(onEc2, { containers: open })],
  ],
});

claim(containerCpuOverTask, {
  fires: [
    ['on Fargate', withContainers(onFargate, { cpuUnits: known(256) }, { cpuUnits: known(64) }),
      { severity: 'error', summary: 'the containers of Shop/Api/Task ask for 320 CPU units together, and the task has 256' }],
    ['on instances', withContainers(onEc2, { cpuUnits: known(256) }, { cpuUnits: known(64) }),
      { severity: 'warning', summary: 'the containers of Shop/Api/Task ask for 320 CPU units together, and the task has 256' }],
  ],
  staysQuiet: [['equal', withContainers(onFargate, { cpuUnits: known(192) }, { cpuUnits: known(64) })]],
  doesNotKnow: [['a part', withContainers(onFargate, { cpuUnits: known(256) }, { cpuUnits: open })]],
});

claim(reservationAboveLimit, {
  fires: [['512 above 256', withContainers(onEc2, memory(256, 512)),
    { severity: 'error', summary: 'the container app of Shop/Api/Task reserves 512 MiB and is limited to 256 MiB' }]],
  staysQuiet: [['equal, which aws-ecs lets through', withContainers(onEc2, memory(256, 256))]],
  doesNotKnow: [['the hard limit', withContainers(onEc2, { memoryMiB: open, memoryReservationMiB: known(512) })]],
});

claim(containerWithoutMemory, {
  fires: [['neither task nor container', withTask(onEc2, { memoryMiB: undefined }),
    { severity: 'error', summary: 'the container app of Shop/Api/Task has no memory, and neither has its task' }]],
  staysQuiet: [
    ['the task has a size', onEc2],
    ['a soft limit', withTask(withContainers(onEc2, memory(undefined, 128)), { memoryMiB: undefined })],
    ['Fargate, which cfn-lint reports', withTask(onFargate, { memoryMiB: undefined })],
  ],
  doesNotKnow: [['the limit', withTask(withContainers(onEc2, { memoryMiB: open }), { memoryMiB: undefined })]],
});

claim(containerMemoryBelowMinimum, {
  fires: [['2 MiB, meant as GiB', withContainers(onEc2, memory(2)),
    { severity: 'error', summary: 'Memory of the container app of Shop/Api/Task is 2 MiB, and the least is 6' }]],
  staysQuiet: [['6 MiB', withContainers(onEc2, memory(6))], ['Windows', withTask(withContainers(onEc2, memory(2)), { operatingSystemFamily: known('WINDOWS_SERVER_2022_CORE') })]],
  doesNotKnow: [['the memory', withContainers(onEc2, { memoryMiB: open })]],
});

claim(tooManyContainers, {
  fires: [['eleven', withContainers(onEc2, ...Array.from({ length: 11 }, () => ({}))),
    { severity: 'error', summary: 'Shop/Api/Task has 11 containers, and ECS takes 10' }]],
  staysQuiet: [['ten', withContainers(onEc2, ...Array.from({ length: 10 }, () => ({})))]],
  doesNotKnow: [['the list', withTask(onEc2, { containers: open })]],
});

claim(dependencyCycle, {
  fires: [['two that wait for each other', withContainers(onEc2, waits('sidecar1', 'START'), waits('app', 'START')),
    { severity: 'error', summary: 'the containers app → sidecar1 → app of Shop/Api/Task wait for each other' }],
  ['one that waits for itself', withContainers(onEc2, waits('app', 'START')),
    { severity: 'error', summary: 'the container app of Shop/Api/Task waits for itself' }]],
  staysQuiet: [['a chain', withContainers(onEc2, waits('sidecar1', 'START'), waits('sidecar2', 'START'), {})]],
  doesNotKnow: [['the dependencies', withContainers(onEc2, waits('sidecar1', 'START'), { dependsOn: open })]],
});

claim(unknownDependency, {
  fires: [['a name that is not there', withContainers(onEc2, waits('migrations', 'START'), {}),
    { severity: 'error', summary: 'the container app of Shop/Api/Task waits for migrations, which is not in the task' }]],
  staysQuiet: [['a container of the task', withContainers(onEc2, waits('sidecar1', 'START'), {})]],
  doesNotKnow: [['the name of another container', withContainers(onEc2, waits('migrations', 'START'), { name: open })]],
});

const healthCheck: ContainerHealthCheck = {
  command: known(['CMD-SHELL', 'exit 0']), intervalSeconds: known(30), timeoutSeconds: known(5), retries: known(3), startPeriodSeconds: known(0),
};

claim(dependencyWithoutHealthCheck, {
  fires: [['HEALTHY without a check', withContainers(onEc2, waits('sidecar1', 'HEALTHY'), {}),
    { severity: 'error', summary: 'the container app of Shop/Api/Task waits until sidecar1 is healthy, which has no health check' }]],
  staysQuiet: [
    ['with a check', withContainers(onEc2, waits('sidecar1', 'HEALTHY'), { healthCheck: known(healthCheck) })],
    ['START', withContainers(onEc2, waits('sidecar1', 'START'), {})],
  ],
  doesNotKnow: [
    ['the check', withContainers(onEc2, waits('sidecar1', 'HEALTHY'), { healthCheck: open })],
    ['the condition', withContainers(onEc2, { dependsOn: known([{ containerName: known('sidecar1'), condition: open }]) }, {})],
  ],
});

claim(dependencyOnEssentialContainer, {
  fires: [['SUCCESS of an essential container', withContainers(onEc2, waits('sidecar1', 'SUCCESS'), {}),
    { severity: 'error', summary: 'the container app of Shop/Api/Task waits for SUCCESS of sidecar1, which is essential' }]],
  staysQuiet: [['not essential', withContainers(onEc2, waits('sidecar1', 'SUCCESS'), { essential: known(false) })]],
  doesNotKnow: [['whether it is essential', withContainers(onEc2, waits('sidecar1', 'SUCCESS'), { essential: open })]],
});

claim(longStopTimeout, {
  fires: [['300 s', withContainers(onFargate, { stopTimeoutSeconds: known(300) }),
    { severity: 'error', summary: 'the container app of Shop/Api/Task asks for 300 s to stop, and Fargate gives 120' }]],
  staysQuiet: [
    ['120 s', withContainers(onFargate, { stopTimeoutSeconds: known(120) })],
    ['300 s on instances', withContainers(onEc2, { stopTimeoutSeconds: known(300) })],
  ],
  doesNotKnow: [['the time', withContainers(onFargate, { stopTimeoutSeconds: open })]],
});

const checked = (change: Partial<ContainerHealthCheck>) => withContainers(onEc2, { healthCheck: known({ ...healthCheck, ...change }) });

claim(healthCheckOutOfRange, {
  fires: [
    ['a start period of 600 s', checked({ startPeriodSeconds: known(600) }),
      { severity: 'error', summary: 'the health check of app of Shop/Api/Task has StartPeriod 600 s, and ECS takes 0 to 300' }],
    ['no retries', checked({ retries: known(0) }),
      { severity: 'error', summary: 'the health check of app of Shop/Api/Task has Retries 0, and ECS takes 1 to 10' }],
    ['a timeout that aws-ecs lets through', checked({ timeoutSeconds: known(90) }),
      { severity: 'warning', summary: 'the health check of app of Shop/Api/Task has Timeout 90 s, and ECS takes 2 to 60' }],
  ],
  staysQuiet: [['the limits themselves', checked({ intervalSeconds: known(300), timeoutSeconds: known(60), retries: known(10) })]],
  doesNotKnow: [['a number', checked({ retries: open })], ['the check', withContainers(onEc2, { healthCheck: open })]],
});

const both = { environmentNames: known(['DB_PASSWORD', 'PORT']), secrets: { DB_PASSWORD: known('arn') } };

claim(repeatedVariable, {
  fires: [['one name twice', withContainers(onEc2, both),
    { severity: 'error', summary: 'the container app of Shop/Api/Task has DB_PASSWORD as an environment variable and as a secret' }]],
  staysQuiet: [['two names', withContainers(onEc2, { ...both, environmentNames: known(['PORT']) })]],
  doesNotKnow: [['the names', withContainers(onEc2, { ...both, environmentNames: open })]],
});
