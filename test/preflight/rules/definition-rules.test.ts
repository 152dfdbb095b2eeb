import { claim } from './rule-claims';
import { container, onInstances, shop } from './shop-template';
import type { PlacementModel } from '../../../src/preflight/model';
import { containerValueOutOfRange } from '../../../src/preflight/rules/container-value-out-of-range';
import { impatientDependency } from '../../../src/preflight/rules/impatient-dependency';
import { incompleteLogOptions } from '../../../src/preflight/rules/incomplete-log-options';
import { malformedImageName } from '../../../src/preflight/rules/malformed-image-name';
import { oversizedTaskDefinition } from '../../../src/preflight/rules/oversized-task-definition';
import { portOnTwoProtocols } from '../../../src/preflight/rules/port-on-two-protocols';
import { refusedPortRange } from '../../../src/preflight/rules/refused-port-range';
import { refusedVolume } from '../../../src/preflight/rules/refused-volume';
import { unpairedLogRouter } from '../../../src/preflight/rules/unpaired-log-router';
import { unrunHealthCheck } from '../../../src/preflight/rules/unrun-health-check';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const [APP] = container({}).ContainerDefinitions;
const containers = (...changes: readonly Properties[]): PlacementModel =>
  shop({
    Task: {
      ContainerDefinitions: changes.map((change, at) => ({ ...APP, Name: at === 0 ? 'app' : `side${at}`, PortMappings: [], ...change })),
    },
  });
const image = (name: unknown) => shop({ Task: container({ Image: name }) });
const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

claim(malformedImageName, {
  fires: [
    [
      'the address of a web page',
      image(`https://${REGISTRY}/app:1`),
      {
        severity: 'error',
        summary: `app of template/Task names the image "https://${REGISTRY}/app:1", which begins with the scheme of a web address`,
      },
    ],
    [
      'a blank',
      image('nginx :1.27'),
      { severity: 'error', summary: 'app of template/Task names the image "nginx :1.27", which holds a blank' },
    ],
    [
      'no tag after the colon',
      image(`${REGISTRY}/app:`),
      { severity: 'warning', summary: `app of template/Task names the image "${REGISTRY}/app:", which ends with a colon` },
    ],
    [
      'capital letters',
      image(`${REGISTRY}/MyApp:1`),
      {
        severity: 'error',
        summary: `app of template/Task names the image "${REGISTRY}/MyApp:1", which has capital letters in the name of its repository`,
      },
    ],
    [
      'a short digest',
      image('nginx@sha256:abc'),
      {
        severity: 'error',
        summary:
          'app of template/Task names the image "nginx@sha256:abc", which has a digest that is not sha256: and 64 hexadecimal digits',
      },
    ],
    [
      'a tag with a slash in front of a plus',
      image('nginx:1.0+build'),
      {
        severity: 'error',
        summary:
          'app of template/Task names the image "nginx:1.0+build", which has the tag 1.0+build, and tags are letters, digits, _, . and -',
      },
    ],
    [
      'a long name',
      image(`registry.example/${'a'.repeat(250)}:1`),
      {
        severity: 'error',
        summary: `app of template/Task names the image "registry.example/${'a'.repeat(60)}...", which has 269 characters before its digest, and ECS takes 255`,
      },
    ],
  ],
  staysQuiet: [
    ...[
      'nginx',
      'nginx:1.27',
      'localhost:5000/app',
      'registry.example:5000/team/app:V1.2_rc',
      'public.ecr.aws/nginx/nginx:latest',
      `nginx:1.27@sha256:${'a'.repeat(64)}`,
      `nginx@sha512:${'a'.repeat(128)}`,
      'Registry.Example/app:1',
      'a__b/c-d.e',
    ].map((name) => [name, image(name)] as const),
    ['a tag that is filled in', image({ 'Fn::Sub': `${REGISTRY}/app:\${AWS::StackName}` })],
    ['what another resource gives', image({ 'Fn::GetAtt': ['Builder', 'Uri'] })],
    ['a resource itself', image({ Ref: 'Cluster' })],
    ['a resource and a tag', image({ 'Fn::Sub': '${Cluster}:1.2' })],
    ['a tag of a parameter store', image(`${REGISTRY}/app:{{resolve:ssm:/App/Tag}}`)],
  ],
  doesNotKnow: [
    ['the name', image(OPEN)],
    ['the name of a parameter store', image('{{resolve:ssm:/App/Image:1}}')],
  ],
});

const check = (command: unknown) => shop({ Task: container({ HealthCheck: { Command: command } }) });

claim(unrunHealthCheck, {
  fires: [
    [
      'a program',
      check(['/healthcheck']),
      {
        severity: 'warning',
        summary: 'the health check of app of template/Task begins with "/healthcheck", and Docker runs what begins with CMD or CMD-SHELL',
      },
    ],
    [
      'a whole line',
      check(['curl -f http://localhost:8080/ || exit 1']),
      {
        severity: 'warning',
        summary:
          'the health check of app of template/Task begins with "curl -f http://localhost:8080/ || exit 1", and Docker runs what begins with CMD or CMD-SHELL',
      },
    ],
  ],
  staysQuiet: [
    ['CMD', check(['CMD', '/healthcheck'])],
    ['CMD-SHELL', check(['CMD-SHELL', 'exit 0'])],
    ['none at all', check(['NONE'])],
  ],
  doesNotKnow: [
    ['the command', check(OPEN)],
    ['the first word', check([{ 'Fn::Sub': '${AWS::StackName}' }, 'true'])],
  ],
});

const waits = (side: Properties, condition = 'HEALTHY') =>
  containers({ DependsOn: [{ ContainerName: 'side1', Condition: condition }] }, { HealthCheck: { Command: ['CMD', 'true'] }, ...side });

claim(impatientDependency, {
  fires: [
    [
      'a timeout before the first check',
      waits({ StartTimeout: 20 }),
      {
        severity: 'warning',
        summary: 'app of template/Task gives up on side1 after 20 s, and its health is first checked after 30 s',
      },
    ],
  ],
  staysQuiet: [
    ['time for three checks', waits({ StartTimeout: 100 })],
    ['no timeout', waits({})],
    [
      'a start period, within which Docker checks more often',
      waits({ StartTimeout: 20, HealthCheck: { Command: ['CMD', 'true'], StartPeriod: 60 } }),
    ],
    ['another condition', waits({ StartTimeout: 20 }, 'START')],
  ],
  doesNotKnow: [
    ['the timeout', waits({ StartTimeout: OPEN })],
    ['the interval', waits({ StartTimeout: 20, HealthCheck: { Command: ['CMD', 'true'], Interval: OPEN } })],
  ],
});

const variables = (bytes: number, more: Properties = {}) =>
  shop({ Task: { ...container({ Environment: [{ Name: 'A', Value: 'x'.repeat(bytes) }] }), ...more } });

claim(oversizedTaskDefinition, {
  fires: [
    [
      '70,000 bytes of variables',
      variables(70_000),
      { severity: 'error', summary: 'template/Task has at least 70,453 bytes, and ECS takes 65,536' },
    ],
    [
      '62,000 bytes and references',
      variables(62_000),
      {
        severity: 'warning',
        summary: 'template/Task has 62,453 bytes before its references are filled in, and ECS takes 65,536',
      },
    ],
  ],
  staysQuiet: [
    ['an ordinary one', shop()],
    ['50,000 bytes', variables(50_000)],
    ['tags beside it', variables(59_000, { Tags: [{ Key: 'a', Value: 'b'.repeat(9000) }] })],
  ],
  doesNotKnow: [['the value', shop({ Task: container({ Environment: [{ Name: 'A', Value: OPEN }] }) })]],
});

const ports = (mappings: readonly Properties[], task: Properties = {}) =>
  onInstances({ ...container({ PortMappings: mappings }), ...task });

claim(refusedPortRange, {
  fires: [
    [
      'host mode',
      ports([{ ContainerPortRange: '4000-4010' }], { NetworkMode: 'host' }),
      { severity: 'error', summary: 'app of template/Task maps the range 4000-4010, and the network mode host has no ranges' },
    ],
    [
      'the ports the wrong way round',
      ports([{ ContainerPortRange: '4010-4000' }]),
      {
        severity: 'error',
        summary: 'app of template/Task maps the range "4010-4000", and ECS takes two ports between 1 and 65535, the lower one first',
      },
    ],
    [
      'a host port beside it',
      ports([{ ContainerPortRange: '4000-4010', HostPort: 4000 }]),
      { severity: 'error', summary: 'app of template/Task maps the range 4000-4010 together with HostPort, which exclude each other' },
    ],
    [
      'a port within it',
      ports([{ ContainerPortRange: '4000-4010' }, { ContainerPort: 4005 }]),
      { severity: 'error', summary: 'app of template/Task maps the range 4000-4010/tcp and 4005/tcp, which overlap' },
    ],
    [
      'two that overlap',
      ports([{ ContainerPortRange: '4000-4010' }, { ContainerPortRange: '4010-4020' }]),
      { severity: 'error', summary: 'app of template/Task maps the range 4010-4020/tcp and 4000-4010/tcp, which overlap' },
    ],
    [
      '101 of them',
      ports(Array.from({ length: 101 }, (_, at) => ({ ContainerPortRange: `${4000 + at * 10}-${4005 + at * 10}` }))),
      { severity: 'error', summary: 'app of template/Task maps 101 ranges of ports, and ECS takes 100' },
    ],
  ],
  staysQuiet: [
    ['two ranges and a port', ports([{ ContainerPortRange: '4000-4010' }, { ContainerPortRange: '4011-4020' }, { ContainerPort: 8080 }])],
    ['the same range for udp', ports([{ ContainerPortRange: '4000-4010' }, { ContainerPortRange: '4000-4010', Protocol: 'udp' }])],
    ['a zero for no port', ports([{ ContainerPortRange: '4000-4010', ContainerPort: 0 }])],
  ],
  doesNotKnow: [
    ['the range', ports([{ ContainerPortRange: OPEN }])],
    ['the mode', ports([{ ContainerPortRange: '4000-4010' }], { NetworkMode: OPEN })],
  ],
});

const both = (protocol: unknown = 'udp', more: Readonly<Record<string, Properties>> = {}) =>
  shop({ Task: container({ PortMappings: [{ ContainerPort: 8080 }, { ContainerPort: 8080, Protocol: protocol }] }), ...more });

claim(portOnTwoProtocols, {
  fires: [
    [
      'the port of the load balancer',
      both(),
      {
        severity: 'error',
        summary: 'the load balancer of template/Service sends to port 8080 of app, which is mapped for tcp and udp',
      },
    ],
    [
      'a target group that is not known',
      both('udp', { Targets: { Protocol: OPEN } }),
      {
        severity: 'warning',
        summary: 'the load balancer of template/Service sends to port 8080 of app, which is mapped for tcp and udp',
      },
    ],
  ],
  staysQuiet: [
    [
      'another port',
      shop({ Task: container({ PortMappings: [{ ContainerPort: 8080 }, { ContainerPort: 53 }, { ContainerPort: 53, Protocol: 'udp' }] }) }),
    ],
    ['a target group for both', both('udp', { Targets: { Protocol: 'TCP_UDP' } })],
    ['no load balancer', both('udp', { Service: { LoadBalancers: undefined } })],
  ],
  doesNotKnow: [['the protocol', both(OPEN)]],
});

const docker = (configuration: Properties) => onInstances({ Volumes: [{ Name: 'data', DockerVolumeConfiguration: configuration }] });

claim(refusedVolume, {
  fires: [
    [
      'made at once, for one task',
      docker({ Scope: 'task', Autoprovision: true }),
      {
        severity: 'error',
        summary: 'the Docker volume data of template/Task has Autoprovision true and the scope task, which exclude each other',
      },
    ],
    [
      'false says as much',
      docker({ Autoprovision: false }),
      {
        severity: 'error',
        summary: 'the Docker volume data of template/Task has Autoprovision false and the scope task, which exclude each other',
      },
    ],
    [
      'two kinds of one volume',
      onInstances({
        Volumes: [{ Name: 'data', Host: { SourcePath: '/data' }, EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }],
      }),
      {
        severity: 'error',
        summary: 'the volume data of template/Task has EFSVolumeConfiguration and Host.SourcePath, and a volume has one of them',
      },
    ],
    [
      'an FSx share on Linux',
      onInstances({
        RuntimePlatform: { OperatingSystemFamily: 'LINUX' },
        Volumes: [{ Name: 'data', FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-1' } }],
      }),
      { severity: 'error', summary: 'the volume data of template/Task is an FSx for Windows share, and its tasks run on Linux' },
    ],
  ],
  staysQuiet: [
    ['a shared one', docker({ Scope: 'shared', Autoprovision: true })],
    ['one of a task', docker({ Scope: 'task' })],
    [
      'an FSx share where no family is named',
      onInstances({ Volumes: [{ Name: 'data', FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-1' } }] }),
    ],
  ],
  doesNotKnow: [
    ['the scope', docker({ Scope: OPEN, Autoprovision: true })],
    ['whether it is there', onInstances({ Volumes: [{ Name: 'data', Host: { SourcePath: '/data' }, EFSVolumeConfiguration: OPEN }] })],
  ],
});

const router = { FirelensConfiguration: { Type: 'fluentbit' } };
const sends = { LogConfiguration: { LogDriver: 'awsfirelens' } };

claim(unpairedLogRouter, {
  fires: [
    [
      'two routers',
      containers(sends, router, router),
      {
        severity: 'warning',
        summary: 'template/Task has 2 log routers, side1, side2, and FireLens sends to one',
      },
    ],
  ],
  staysQuiet: [['one router', containers(sends, router)]],
  doesNotKnow: [['the kind of the second', containers(sends, router, { FirelensConfiguration: { Type: OPEN } })]],
});

const splunk = (options: Properties, secrets?: unknown) =>
  shop({
    Task: container({ LogConfiguration: { LogDriver: 'splunk', Options: options, SecretOptions: secrets } }),
  });
const TOKEN = [{ Name: 'splunk-token', ValueFrom: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:token' }];

claim(incompleteLogOptions, {
  fires: [
    [
      'splunk without a token',
      splunk({ 'splunk-url': 'https://splunk.example:8088' }),
      { severity: 'error', summary: 'splunk of app of template/Task has no splunk-token' },
    ],
    ['splunk without an address', splunk({}, TOKEN), { severity: 'error', summary: 'splunk of app of template/Task has no splunk-url' }],
  ],
  staysQuiet: [['both, the token as a secret', splunk({ 'splunk-url': 'https://splunk.example:8088' }, TOKEN)]],
  doesNotKnow: [['the secrets', splunk({ 'splunk-url': 'https://splunk.example:8088' }, OPEN)]],
});

claim(containerValueOutOfRange, {
  fires: [
    [
      'two credential specs',
      onInstances(container({ CredentialSpecs: ['credentialspec:arn:aws:s3:::b/one', 'credentialspec:arn:aws:s3:::b/two'] })),
      { severity: 'error', summary: 'app of template/Task has 2 CredentialSpecs, and ECS takes one' },
    ],
  ],
  staysQuiet: [['one', onInstances(container({ CredentialSpecs: ['credentialspec:arn:aws:s3:::b/one'] }))]],
  doesNotKnow: [['the list', onInstances(container({ CredentialSpecs: OPEN }))]],
});
