import { logDriverAttribute, REQUIRED_ATTRIBUTES, type TaskFeature } from '../../../src/facts';
import { readTemplates } from '../../../src/preflight/extract';
import { known, unknown, type ContainerDefinition, type InstanceGroup, type Service, type TaskDefinition, type Volume } from '../../../src/preflight/model';
import { registeredCapabilities, requiredAttributes } from '../../../src/preflight/scenario/capabilities';
import { taskNeeds } from '../../../src/preflight/scenario/task-needs';
import { cluster } from '../model-builder';

const PLAIN = cluster().group('asg', {}).service('api').build();
const [PLAIN_DEFINITION] = PLAIN.taskDefinitions;
const BARE: TaskDefinition = { ...PLAIN_DEFINITION, cpuUnits: undefined, memoryMiB: undefined };

/** A task definition that sets nothing but what is said, and one container with the same. */
function definition(changes: Partial<TaskDefinition>, container: Partial<ContainerDefinition> = {}): TaskDefinition {
  const [plain] = BARE.containers.known ? BARE.containers.value : [];
  return { ...BARE, containers: known([{ ...plain, ...container }]), ...changes };
}

const volume = (changes: Partial<Volume>) => definition({ volumes: known([{ name: known('data'), kind: 'bind', ...changes }]) });
const container = (changes: Partial<ContainerDefinition>) => definition({}, changes);
const ECR = known('*.dkr.ecr.*.amazonaws.com/app:1');
const ROLE = known('role');

/** Every row of the map of features to attributes. */
const ROWS: Readonly<Record<TaskFeature, readonly [TaskDefinition, Partial<Service>?]>> = {
  'awsvpc': [definition({ networkMode: known('awsvpc') })],
  'ecr-image': [container({ image: ECR })],
  'execution-role-with-ecr': [definition({ executionRole: ROLE }, { image: ECR })],
  'execution-role-with-awslogs': [definition({ executionRole: ROLE }, { logDriver: known('awslogs') })],
  'task-role': [definition({ taskRole: ROLE })],
  'task-role-in-host-mode': [definition({ taskRole: ROLE, networkMode: known('host') })],
  'task-size': [definition({ memoryMiB: known(512) })],
  'task-cpu-above-10-vcpu': [definition({ cpuUnits: known(10_241) })],
  'memory-reservation': [container({ memoryReservationMiB: known(128) })],
  'health-check': [
    container({
      healthCheck: known({
        command: known([]),
        intervalSeconds: known(30),
        timeoutSeconds: known(5),
        retries: known(3),
        startPeriodSeconds: known(0),
      }),
    }),
  ],
  'secrets-from-ssm': [container({ secrets: { A: known('/app/password') } })],
  'secrets-from-secrets-manager': [container({ secrets: { A: known('arn:aws:secretsmanager:eu-west-1:*:secret:app') } })],
  'log-secrets-from-ssm': [container({ logSecrets: { token: known('arn:aws:ssm:eu-west-1:*:parameter/token') } })],
  'log-secrets-from-secrets-manager': [container({ logSecrets: { token: known('arn:aws:secretsmanager:eu-west-1:*:secret:token') } })],
  'container-dependency': [container({ dependsOn: known([{ containerName: known('init'), condition: known('SUCCESS') }]) })],
  'shared-namespaces': [definition({ pidMode: known('task') })],
  'privileged': [container({ privileged: known(true) })],
  'selinux-option': [container({ dockerSecurityOptions: known(['label:type:svirt_apache']) })],
  'apparmor-option': [container({ dockerSecurityOptions: known(['apparmor:profile']) })],
  'efs': [volume({ kind: 'efs' })],
  'efs-with-iam-or-access-point': [volume({ kind: 'efs', efsIamAuthorization: known(true) })],
  'ebs-volume': [volume({ kind: 'ebs-at-launch' })],
  'fsx-windows': [volume({ kind: 'fsx' })],
  'repository-credentials': [container({ repositoryCredentials: known('arn') })],
  'environment-files': [container({ environmentFiles: known(['arn:aws:s3:::bucket/app.env']) })],
  'firelens-fluentd': [container({ firelensType: known('fluentd') })],
  'firelens-fluentbit': [container({ firelensType: known('fluentbit') })],
  'app-mesh': [definition({ proxyConfiguration: known('APPMESH') })],
  'service-connect': [BARE, { serviceConnect: known(true) }],
  'execute-command': [BARE, { executeCommand: known(true) }],
  'container-port-range': [container({ portMappings: known([{ containerPortRange: known('8000-8010'), protocol: known('tcp') }]) })],
  'restart-policy': [container({ restartPolicy: known(true) })],
  'gmsa': [container({ credentialSpecs: known([known('credentialspec:arn:aws:s3:::bucket/spec.json')]) })],
  'gmsa-domainless': [container({ credentialSpecs: known([known('credentialspecdomainless:arn:aws:s3:::bucket/spec.json')]) })],
  'fault-injection': [definition({ faultInjection: known(true) })],
};

test.each(Object.entries(ROWS))('%s asks for its attributes, and a plain task for none of them', (feature, [task, service]) => {
  const { attributes } = REQUIRED_ATTRIBUTES[feature as TaskFeature];
  expect(requiredAttributes(task, { ...PLAIN.services[0], ...service })).toEqual(expect.arrayContaining([...attributes]));
  expect(requiredAttributes(BARE, PLAIN.services[0])).toEqual([]);
});

test.each(['awslogs', 'splunk', 'gelf', 'journald', 'awsfirelens'])('the log driver %s asks for its attribute', (driver) => {
  expect(requiredAttributes(container({ logDriver: known(driver) }))).toEqual([logDriverAttribute(driver)]);
});

test('what is not known to be used asks for nothing', () => {
  const hidden = unknown('a parameter without a default');
  const task = definition(
    { networkMode: hidden, pidMode: hidden, proxyConfiguration: hidden, faultInjection: hidden, volumes: hidden },
    {
      image: hidden,
      logDriver: hidden,
      privileged: hidden,
      secrets: { A: hidden },
      dependsOn: hidden,
      credentialSpecs: hidden,
      restartPolicy: hidden,
    },
  );
  expect(requiredAttributes(task, { ...PLAIN.services[0], serviceConnect: hidden, executeCommand: hidden })).toEqual([]);
});

describe('what an ECS-optimized group registers', () => {
  const registeredBy = (os: 'amazon-linux-2023' | 'windows', loggingDrivers: readonly string[] = [], settings: InstanceGroup['agent']['settings'] = {}) => {
    const [group] = cluster().group('asg', {}).build().capacities;
    if (group.kind !== 'instance-group') throw new Error('a group was built');
    return Object.keys(
      registeredCapabilities({
        ...group,
        ami: { ...group.ami, os: known(os) },
        agent: { ...group.agent, loggingDrivers: known(loggingDrivers), settings },
      }),
    );
  };

  test('on Linux it is everything but the log drivers that the agent does not name', () => {
    const missing = Object.values(ROWS)
      .flatMap(([task, service]) => requiredAttributes(task, { ...PLAIN.services[0], ...service }))
      .filter((name) => !registeredBy('amazon-linux-2023').includes(name));
    expect(missing).toEqual([]);
    const drivers = ['awslogs', 'splunk', 'gelf', 'journald', 'awsfirelens'];
    expect(drivers.filter((driver) => registeredBy('amazon-linux-2023').includes(logDriverAttribute(driver)))).toEqual([
      'awslogs',
      'awsfirelens',
    ]);
    expect(registeredBy('amazon-linux-2023', ['splunk'])).toContain(logDriverAttribute('splunk'));
  });

  test('it is not what user data switches off', () => {
    const without = (settings: Readonly<Record<string, string>>) => {
      const written = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, known(value)]));
      const features: readonly TaskFeature[] = ['privileged', 'task-role', 'task-role-in-host-mode', 'awsvpc'];
      const names = registeredBy('amazon-linux-2023', [], written);
      return features.filter((feature) => !names.includes(REQUIRED_ATTRIBUTES[feature].attributes[0]));
    };
    expect(without({})).toEqual([]);
    expect(without({ ECS_DISABLE_PRIVILEGED: 'true', ECS_ENABLE_TASK_ENI: 'false' })).toEqual(['privileged', 'awsvpc']);
    expect(without({ ECS_ENABLE_TASK_IAM_ROLE: 'false' })).toEqual(['task-role']);
    expect(without({ ECS_ENABLE_TASK_IAM_ROLE: 'false', ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST: 'true' })).toEqual([]);
    expect(without({ ECS_DISABLE_PRIVILEGED: 'false', ECS_ENABLE_TASK_ENI: 'true' })).toEqual([]);
  });

  test('on Windows there are no shared namespaces, no EFS and no App Mesh', () => {
    const features: readonly TaskFeature[] = ['shared-namespaces', 'efs', 'efs-with-iam-or-access-point', 'app-mesh'];
    const names = features.flatMap((feature) => REQUIRED_ATTRIBUTES[feature].attributes);
    expect(registeredBy('windows').filter((name) => (names as readonly string[]).includes(name))).toEqual([]);
  });
});

describe('accelerators', () => {
  const needs = (changes: Partial<ContainerDefinition>) => taskNeeds(definition({ cpuUnits: known(256), memoryMiB: known(512) }, changes));

  test('GPUs are counted', () => {
    expect(needs({ gpus: known(2) })).toMatchObject({ known: true, value: { gpus: 2 } });
  });

  test.each(['NeuronDevice', 'InferenceAccelerator'])(
    '%s is not a thing that instances of an Auto Scaling group offer, so nothing is guessed',
    (device) => {
      expect(needs({ otherDevices: known([device]) })).toMatchObject({
        known: false,
        because: expect.stringContaining(`asks for ${device}`),
      });
    },
  );

  test('the kinds are read from the template', () => {
    const { taskDefinitions } = readTemplates([
      {
        path: 't.json',
        body: {
          Resources: {
            Task: {
              Type: 'AWS::ECS::TaskDefinition',
              Properties: {
                ContainerDefinitions: [
                  { Name: 'a', Image: 'b', ResourceRequirements: [{ Type: 'NeuronDevice', Value: 'ALL' }] },
                  { Name: 'b', Image: 'b', ResourceRequirements: [{ Type: 'GPU', Value: '1' }] },
                ],
              },
            },
          },
        },
      },
    ]).model;
    const containers = taskDefinitions[0].containers.known ? taskDefinitions[0].containers.value : [];
    expect(containers.map(({ otherDevices }) => otherDevices)).toEqual([
      expect.objectContaining({ known: true, value: ['NeuronDevice'] }),
      undefined,
    ]);
  });
});
