import { claim, withCluster, withContainers, withTask } from './rule-claims';
import { known, unknown } from '../../../src/preflight/model';
import type { ContainerDefinition, Known, PortMapping, Volume } from '../../../src/preflight/model';
import { ephemeralHostPort } from '../../../src/preflight/rules/ephemeral-host-port';
import { plainEfsAuthorization } from '../../../src/preflight/rules/plain-efs-authorization';
import { portCollision } from '../../../src/preflight/rules/port-collision';
import { portOutOfRange } from '../../../src/preflight/rules/port-out-of-range';
import { portsWithoutNetwork } from '../../../src/preflight/rules/ports-without-network';
import { repeatedMountPath } from '../../../src/preflight/rules/repeated-mount-path';
import { reservedHostPort } from '../../../src/preflight/rules/reserved-host-port';
import { undeclaredVolume } from '../../../src/preflight/rules/undeclared-volume';
import { cluster } from '../model-builder';

const open = unknown('parameter P has no default');
const bridge = cluster().group('General', {}).service('Api').build();
const hostMode = cluster().group('General', {}).service('Api', { mode: 'host' }).build();
const awsvpc = cluster().group('General', {}).service('Api', { mode: 'awsvpc' }).build();
const port = (container: Known<number> | number, host?: Known<number> | number, protocol: 'tcp' | 'udp' = 'tcp'): PortMapping => ({
  containerPort: typeof container === 'number' ? known(container) : container,
  hostPort: typeof host === 'number' ? known(host) : host,
  protocol: known(protocol),
});
const ports = (...mappings: readonly PortMapping[]): Partial<ContainerDefinition> => ({ portMappings: known(mappings) });

claim(portCollision, {
  fires: [
    ['one container port twice in awsvpc mode', withContainers(awsvpc, ports(port(8080)), ports(port(8080))),
      { severity: 'error', summary: 'port 8080/tcp is mapped 2 times in Shop/Api/Task' }],
    ['one host port twice in bridge mode', withContainers(bridge, ports(port(80, 8080), port(81, 8080))),
      { severity: 'error', summary: 'host port 8080/tcp is mapped 2 times in Shop/Api/Task' }],
  ],
  staysQuiet: [
    ['two protocols', withContainers(awsvpc, ports(port(53), port(53, undefined, 'udp')))],
    ['one container port behind dynamic host ports', withContainers(bridge, ports(port(80, 0)), ports(port(80, 0)))],
    ['one container port in two containers with a network each', withContainers(bridge, ports(port(80)), ports(port(80)))],
  ],
  doesNotKnow: [
    ['a port', withContainers(awsvpc, ports(port(open)), ports(port(open)))],
    ['the network mode', withTask(withContainers(awsvpc, ports(port(8080)), ports(port(8080))), { networkMode: open })],
  ],
});

claim(ephemeralHostPort, {
  fires: [['50051', withContainers(bridge, ports(port(50051, 50051))), {
    severity: 'warning', summary: 'host port 50051 of app of Shop/Api/Task may be taken by a dynamic port or an outgoing connection',
  }], ['50051 in host mode, where the container port is the host port', withContainers(hostMode, ports(port(50051))), {
    severity: 'warning', summary: 'host port 50051 of app of Shop/Api/Task may be taken by a dynamic port or an outgoing connection',
  }]],
  staysQuiet: [
    ['8080', withContainers(bridge, ports(port(50051, 8080)))],
    ['a network of its own', withContainers(awsvpc, ports(port(50051, 50051)))],
  ],
  doesNotKnow: [['the port', withContainers(bridge, ports(port(80, open)))]],
});

claim(portOutOfRange, {
  fires: [
    ['80800', withContainers(bridge, ports(port(80800))),
      { severity: 'error', summary: 'ContainerPort 80800 of app of Shop/Api/Task is not between 1 and 65535' }],
    ['container port 0', withContainers(bridge, ports(port(0, 80))),
      { severity: 'error', summary: 'ContainerPort 0 of app of Shop/Api/Task is not between 1 and 65535' }],
  ],
  staysQuiet: [['host port 0, a dynamic one', withContainers(bridge, ports(port(80, 0)))]],
  doesNotKnow: [['the port', withContainers(bridge, ports(port(open)))]],
});

claim(portsWithoutNetwork, {
  fires: [['mode none', withTask(withContainers(bridge, ports(port(80))), { networkMode: known('none') }),
    { severity: 'error', summary: 'Shop/Api/Task has network mode none, and app maps ports' }]],
  staysQuiet: [['no mapping', withTask(bridge, { networkMode: known('none') })]],
  doesNotKnow: [['the mode', withTask(withContainers(bridge, ports(port(80))), { networkMode: open })]],
});

const invisible = withCluster(cluster().service('Api').build(), { imported: true });

claim(reservedHostPort, {
  fires: [
    ['22 on instances that are not visible', withContainers(invisible, ports(port(22, 22))),
      { severity: 'warning', summary: 'host port 22 of app of Shop/Api/Task is one that instances keep for themselves' }],
    ['the container port in host mode', withTask(withContainers(invisible, ports(port(51678))), { networkMode: known('host') }),
      { severity: 'warning', summary: 'host port 51678 of app of Shop/Api/Task is one that instances keep for themselves' }],
  ],
  staysQuiet: [
    ['instances that are simulated', withContainers(bridge, ports(port(22, 22)))],
    ['another port', withContainers(invisible, ports(port(22, 2222)))],
    ['UDP', withContainers(invisible, ports(port(22, 22, 'udp')))],
  ],
  doesNotKnow: [['the port', withContainers(invisible, ports(port(22, open)))]],
});

const mount = (volume: Known<string> | string, path: string) => ({
  sourceVolume: typeof volume === 'string' ? known(volume) : volume, containerPath: known(path), readOnly: known(false),
});
const data: Volume = { name: known('data'), kind: 'bind' };

claim(undeclaredVolume, {
  fires: [['no such volume', withContainers(bridge, { mountPoints: known([mount('data', '/data')]) }),
    { severity: 'error', summary: 'the container app of Shop/Api/Task mounts the volume data, which is not declared' }]],
  staysQuiet: [['a declared one', withTask(withContainers(bridge, { mountPoints: known([mount('data', '/data')]) }), { volumes: known([data]) })]],
  doesNotKnow: [
    ['the volumes', withTask(withContainers(bridge, { mountPoints: known([mount('data', '/data')]) }), { volumes: open })],
    ['the name of a volume', withTask(withContainers(bridge, { mountPoints: known([mount('data', '/data')]) }), { volumes: known([{ ...data, name: open }]) })],
    ['the mount', withContainers(bridge, { mountPoints: known([mount(open, '/data')]) })],
  ],
});

claim(repeatedMountPath, {
  fires: [['one path twice', withContainers(bridge, { mountPoints: known([mount('a', '/data'), mount('b', '/data')]) }),
    { severity: 'warning', summary: 'the container app of Shop/Api/Task mounts more than one volume on /data' }]],
  staysQuiet: [['two paths', withContainers(bridge, { mountPoints: known([mount('a', '/data'), mount('b', '/cache')]) })]],
  doesNotKnow: [['the mounts', withContainers(bridge, { mountPoints: open })]],
});

const efs = (change: Partial<Volume>) => withTask(bridge, {
  volumes: known([{ name: known('data'), kind: 'efs', efsTransitEncryption: known(false), efsIamAuthorization: known(false), ...change }]),
});

claim(plainEfsAuthorization, {
  fires: [['an access point and IAM', efs({ efsAccessPoint: known('fsap'), efsIamAuthorization: known(true) }),
    { severity: 'error', summary: 'the volume data of Shop/Api/Task uses an access point and IAM authorization, which needs encryption in transit' }]],
  staysQuiet: [['encrypted', efs({ efsAccessPoint: known('fsap'), efsTransitEncryption: known(true) })], ['neither', efs({})]],
  doesNotKnow: [['the encryption', efs({ efsAccessPoint: known('fsap'), efsTransitEncryption: open })], ['the access point', efs({ efsAccessPoint: open })]],
});
