import { claim } from './rule-claims';
import { container, instances, ON_INSTANCES, shop } from './shop-template';
import { conflictingServiceRole } from '../../../src/preflight/rules/conflicting-service-role';
import { containerValueOutOfRange } from '../../../src/preflight/rules/container-value-out-of-range';
import { incompleteServiceConnect } from '../../../src/preflight/rules/incomplete-service-connect';
import { refusedServiceRegistry } from '../../../src/preflight/rules/refused-service-registry';

const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const BRIDGE = { ...instances(), ...ON_INSTANCES };
type Change = Readonly<Record<string, unknown>>;
const connect = (change: Change = {}) => ({ Service: { ServiceConnectConfiguration: { Enabled: true, Namespace: 'shop.internal', ...change } } });
const encrypted = (tls: Change) => connect({ Services: [{ PortName: 'http', Tls: { IssuerCertificateAuthority: { AwsPcaAuthorityArn: 'arn' }, ...tls } }] });
const bridged = (change: Change) => shop({ ...BRIDGE, Service: { ...ON_INSTANCES.Service, ...change } });

claim(incompleteServiceConnect, {
  fires: [
    ['no namespace anywhere', shop(connect({ Namespace: undefined })),
      { severity: 'error', summary: 'template/Service uses Service Connect without a namespace, and template/Cluster has no default one' }],
    ['TLS without a role', shop(encrypted({})),
      { severity: 'error', summary: 'Service Connect of template/Service encrypts http, and names no role that may issue its certificates' }],
    ['TLS in bridge mode', bridged(encrypted({ RoleArn: 'arn:aws:iam::123456789012:role/tls' }).Service),
      { severity: 'error', summary: 'Service Connect of template/Service encrypts http, which takes the network mode awsvpc, and its tasks are in bridge mode' }],
    ['access logs without a log configuration', shop(connect({ AccessLogConfiguration: { Format: 'TEXT' } })),
      { severity: 'error', summary: 'Service Connect of template/Service writes access logs, and has no log configuration to write them to' }],
  ],
  staysQuiet: [
    ['a namespace', shop(connect())],
    ['the default of the cluster', shop({ ...connect({ Namespace: undefined }), Cluster: { ServiceConnectDefaults: { Namespace: 'shop' } } })],
    ['switched off', shop(connect({ Enabled: false, Namespace: undefined }))],
    ['TLS with a role', shop(encrypted({ RoleArn: 'arn:aws:iam::123456789012:role/tls' }))],
    ['access logs with a log configuration', shop(connect({ AccessLogConfiguration: { Format: 'TEXT' }, LogConfiguration: { LogDriver: 'awslogs' } }))],
  ],
  doesNotKnow: [
    ['the cluster', shop({ Service: { ...connect({ Namespace: undefined }).Service, Cluster: OPEN } })],
    ['the default of the cluster', shop({ ...connect({ Namespace: undefined }), Cluster: { ServiceConnectDefaults: { Namespace: OPEN } } })],
    ['whether it is on', shop(connect({ Enabled: OPEN, Namespace: undefined }))],
    ['the log configuration', shop(connect({ AccessLogConfiguration: { Format: 'TEXT' }, LogConfiguration: OPEN }))],
  ],
});

const ROLE = { Role: 'ecsServiceRole' };

claim(conflictingServiceRole, {
  fires: [
    ['tasks with an interface of their own', shop({ Service: ROLE }),
      { severity: 'error', summary: 'template/Service names the role ecsServiceRole, and tasks in awsvpc mode take none' }],
    ['no load balancer', bridged({ ...ROLE, LoadBalancers: [] }),
      { severity: 'error', summary: 'template/Service names the role ecsServiceRole, and has no load balancer, which the role is for' }],
    ['service discovery', bridged({ ...ROLE, ServiceRegistries: [{ RegistryArn: 'arn', ContainerName: 'app', ContainerPort: 8080 }] }),
      { severity: 'warning', summary: 'template/Service names the role ecsServiceRole, and service discovery takes none' }],
  ],
  staysQuiet: [['no role', shop()], ['instances behind a load balancer', bridged(ROLE)]],
  doesNotKnow: [
    ['the role', shop({ Service: { Role: OPEN } })],
    ['the network mode', shop({ Service: ROLE, Task: { NetworkMode: OPEN } })],
    ['the load balancers', bridged({ ...ROLE, LoadBalancers: OPEN })],
  ],
});

const registry = (change: Change = {}) => ({ RegistryArn: 'arn:aws:servicediscovery:us-east-1:123456789012:service/srv-1', ...change });

claim(refusedServiceRegistry, {
  fires: [
    ['two registries', shop({ Service: { ServiceRegistries: [registry(), registry()] } }),
      { severity: 'error', summary: 'template/Service registers with 2 services of Cloud Map, and ECS takes one' }],
    ['bridge mode without a port', bridged({ ServiceRegistries: [registry({ ContainerName: 'app' })] }),
      { severity: 'error', summary: 'template/Service registers with Cloud Map in bridge mode without ContainerName and ContainerPort' }],
    ['no network', shop({ ...BRIDGE, Task: { ...ON_INSTANCES.Task, NetworkMode: 'none' }, Service: { ...ON_INSTANCES.Service, ServiceRegistries: [registry()] } }),
      { severity: 'error', summary: 'template/Service registers with Cloud Map, and its tasks have no network' }],
  ],
  staysQuiet: [
    ['one registry', shop({ Service: { ServiceRegistries: [registry()] } })],
    ['bridge mode with both', bridged({ ServiceRegistries: [registry({ ContainerName: 'app', ContainerPort: 8080 })] })],
  ],
  doesNotKnow: [
    ['the registries', shop({ Service: { ServiceRegistries: OPEN } })],
    ['the port', bridged({ ServiceRegistries: [registry({ ContainerName: 'app', ContainerPort: OPEN })] })],
    ['the network mode', shop({ Service: { ServiceRegistries: [registry()] }, Task: { NetworkMode: OPEN } })],
  ],
});

const set = (change: Change) => shop({ Task: container(change) });

claim(containerValueOutOfRange, {
  fires: [
    ['a short restart period', set({ RestartPolicy: { Enabled: true, RestartAttemptPeriod: 30 } }),
      { severity: 'error', summary: 'app of template/Task has a RestartAttemptPeriod of 30 s, and ECS takes 60 to 1,800 s' }],
    ['51 exit codes', set({ RestartPolicy: { Enabled: true, IgnoredExitCodes: Array.from({ length: 51 }, (_, at) => at) } }),
      { severity: 'error', summary: 'app of template/Task has 51 IgnoredExitCodes, and ECS takes 50' }],
    ['an environment file of another name', set({ EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::bucket/app.txt' }] }),
      { severity: 'error', summary: 'app of template/Task has the environment file arn:aws:s3:::bucket/app.txt, and ECS takes files that end with .env' }],
    ['eleven environment files', set({ EnvironmentFiles: Array.from({ length: 11 }, (_, at) => ({ Type: 's3', Value: `arn:aws:s3:::bucket/${at}.env` })) }),
      { severity: 'error', summary: 'app of template/Task has 11 environment files, and ECS takes 10' }],
    ['a long start', set({ StartTimeout: 300 }), { severity: 'error', summary: 'app of template/Task has a StartTimeout of 300 s, and Fargate gives 120 s' }],
    ['more open files than there are', set({ Ulimits: [{ Name: 'nofile', SoftLimit: 1024, HardLimit: 2_000_000 }] }),
      { severity: 'error', summary: 'app of template/Task has a limit of 2,000,000 open files, and Fargate gives 1,048,576' }],
    ['the disk that a task has anyway', shop({ Task: { EphemeralStorage: { SizeInGiB: 20 } } }),
      { severity: 'error', summary: 'template/Task has EphemeralStorage of 20 GiB, and Fargate takes 21 to 200 GiB' }],
  ],
  staysQuiet: [
    ['nothing set', shop()],
    ['the ends of the ranges', shop({
      Task: {
        ...container({ RestartPolicy: { Enabled: true, RestartAttemptPeriod: 60 }, StartTimeout: 120, Ulimits: [{ Name: 'nofile', SoftLimit: 1024, HardLimit: 1_048_576 }] }),
        EphemeralStorage: { SizeInGiB: 200 },
      },
    })],
    ['a long start on an instance', shop({ ...BRIDGE, Task: { ...ON_INSTANCES.Task, ...container({ StartTimeout: 300, PortMappings: [] }) } })],
  ],
  doesNotKnow: [
    ['the numbers', set({ RestartPolicy: { Enabled: true, RestartAttemptPeriod: OPEN }, StartTimeout: OPEN, Ulimits: [{ Name: 'nofile', SoftLimit: OPEN, HardLimit: OPEN }] })],
    ['how an address ends', set({ EnvironmentFiles: [{ Type: 's3', Value: { 'Fn::Sub': 'arn:aws:s3:::bucket/${AWS::StackName}' } }] })],
    ['the disk', shop({ Task: { EphemeralStorage: { SizeInGiB: OPEN } } })],
  ],
});
