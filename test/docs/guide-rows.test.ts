import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** What the guides promise, feature by feature. */
const FEATURES: Readonly<Record<string, readonly string[]>> = {
  task: [
    'Fargate task definition',
    'EC2 task definition',
    'network modes',
    'static, dynamic, ranged ports',
    'a size from the containers',
    'CPU and memory that Fargate sells',
    'containers within the task',
    'ten containers, names and ports once',
    'disk on Fargate',
    'Windows, ARM64',
    'process and memory namespaces, proxy, faults',
    'old and latest revisions',
    'images of any registry',
    'Dockerfiles',
    'hard and soft memory',
    'health check',
    'order of containers',
    'restart in place, time to start and stop',
    'settings of the kernel and of Docker',
    'read-only root file system',
    'environment files',
    'sidecars',
    'GPUs and Neuron devices',
    'two roles',
    'roles of your own',
    'grants',
    'an execution role for exactly what is used',
    'permissions of ECS Exec',
    'a boundary, a path',
    'who may start tasks',
    'a log group that is encrypted and ends',
    'other log drivers',
    'FireLens',
    'metrics, alarms, a dashboard',
    'traces',
    'the switch of ECS Exec',
    'events, GuardDuty',
    'tags of tasks',
    'secrets and parameters',
    'secrets in plain sight, names twice',
    'may the role read each secret',
    'empty, host and Docker volumes',
    'EFS',
    'EBS at launch',
    'FSx for Windows, S3 Files',
    'mounts of volumes that exist',
  ],
  cluster: [
    'a cluster and its settings',
    'a cluster that exists',
    'Fargate and Fargate Spot',
    'Auto Scaling groups',
    'Managed Instances',
    'machines outside of AWS',
    'side by side in one cluster',
    'a default strategy that is used',
    'Spot, mixes, reservations',
    'warm pools',
    'placement strategies',
    'placement constraints',
    'zones, rebalancing',
    'deletion that does not hang',
    'AMIs by public parameter',
    'GPU, Neuron, ARM, Windows',
    'an AMI that follows from the types, or is pinned',
    'instance metadata',
    'encrypted volumes',
    'Session Manager, no SSH key',
    'a typed agent',
    'Spot draining in every shape',
    'draining, replacement',
    'the least role',
    'ENI trunking',
  ],
  registry: [
    'private repository',
    'lifecycle by count and by age',
    'rules that Amazon ECR takes',
    'lifecycle by the last pull, archive',
    'public, cached, replicated, made by templates, signed, scanned',
    'other accounts, the organisation',
    'a dry run against images in use',
  ],
  network: [
    'subnets and addresses',
    'a security group per service',
    'security groups of tasks in bridge and host mode',
    'what tasks reach from their subnets',
    'VPC endpoints in one call',
    'interfaces of each instance type',
  ],
};

interface Row {
  readonly feature: string;
  readonly file: string;
  readonly title: string;
}

function rowsOf(guide: string): readonly Row[] {
  const text = readFileSync(join(ROOT, 'docs/guide', `${guide}.md`), 'utf8');
  const [, table] = /^\| feature \| you write \| shown by \|\n\|---\|---\|---\|\n((?:\|.*\|\n)+)/m.exec(text) ?? [];
  return (table ?? '').trim().split('\n').map((line) => {
    const [feature, , shownBy] = line.slice(2, -2).split(' | ');
    const [file, ...title] = shownBy.split(': ');
    return { feature, file: `test/${file}.test.ts`, title: title.join(': ') };
  });
}

describe.each(Object.keys(FEATURES))('the guide of the %s', (guide) => {
  test('has a line for each feature', () => {
    expect(rowsOf(guide).map(({ feature }) => feature)).toEqual(FEATURES[guide]);
  });

  test.each(rowsOf(guide).map(({ feature, file, title }) => [feature, file, title] as const))('shows %s by a test of %s', (_, file, title) => {
    const written = readFileSync(join(ROOT, file), 'utf8');
    expect(written).toContain(`'${title}'`);
  });
});
