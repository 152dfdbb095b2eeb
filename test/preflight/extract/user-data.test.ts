import { modelOfResources, onlyGroup } from './template';
import type { InstanceGroup } from '../../../src/preflight/model';

const AL2023 = '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}';
const BOTTLEROCKET = 'resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id';
const WINDOWS = '{{resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id}}';

function groupWith(userData: unknown, image: string = AL2023): InstanceGroup {
  return onlyGroup(
    modelOfResources({
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateData: { ImageId: image, InstanceType: 'm5.large', ...(userData === undefined ? {} : { UserData: userData }) },
        },
      },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '1',
          MaxSize: 2,
          LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
          AvailabilityZones: ['us-east-1a'],
        },
      },
    }),
  );
}

const script = (text: string): object => ({ 'Fn::Base64': { 'Fn::Sub': text } });

test.each([
  ['echo', 'echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config'],
  ['echo with double quotes', 'echo "ECS_CLUSTER=${Cluster}" >> /etc/ecs/ecs.config'],
  ['echo with single quotes', "echo 'ECS_CLUSTER=${Cluster}' | tee -a /etc/ecs/ecs.config"],
  ['a cat heredoc', "cat <<'EOF' >> /etc/ecs/ecs.config\nECS_CLUSTER=${Cluster}\nEOF"],
  ['a heredoc that names the file first', 'cat > /etc/ecs/ecs.config <<EOF\nECS_CLUSTER=${Cluster}\nEOF'],
  ['cloud-config', '#cloud-config\nwrite_files:\n  - path: /etc/ecs/ecs.config\n    content: |\n      ECS_CLUSTER=${Cluster}\n'],
])('the cluster that instances join is read from %s', (_, text) => {
  expect(groupWith(script(`#!/bin/bash\n${text}\n`)).cluster).toMatchObject({ known: true, value: 'template/Cluster' });
});

test('user data in base64 is decoded', () => {
  const encoded = Buffer.from('#!/bin/bash\necho ECS_CLUSTER=prod >> /etc/ecs/ecs.config\n').toString('base64');
  expect(groupWith(encoded).cluster).toMatchObject({ known: true, value: 'cluster/prod' });
});

test('without a cluster name, instances of an ECS-optimized AMI join the cluster named default, and that is an assumption', () => {
  expect(groupWith(script('#!/bin/bash\nyum update -y')).cluster).toMatchObject({
    value: 'cluster/default',
    assumed: expect.stringMatching(/default/),
  });
});

test('settings of the agent are read from a Linux script', () => {
  const { agent } = groupWith(
    script(
      [
        '#!/bin/bash',
        'cat <<"EOF" >> /etc/ecs/ecs.config',
        'ECS_RESERVED_MEMORY=256',
        'ECS_INSTANCE_ATTRIBUTES={"tier":"web","gen":"2"}',
        'ECS_AVAILABLE_LOGGING_DRIVERS=["json-file","splunk"]',
        'ECS_RESERVED_PORTS=[22,8080]',
        'ECS_ENABLE_SPOT_INSTANCE_DRAINING=true',
        'EOF',
      ].join('\n'),
    ),
  );
  expect(agent).toMatchObject({
    reservedMemoryMiB: { value: 256 },
    attributes: { value: { tier: 'web', gen: '2' } },
    loggingDrivers: { value: ['json-file', 'splunk'] },
    reservedTcpPorts: { value: [22, 8080] },
    spotDraining: { value: true },
  });
});

test('a setting in an echo with JSON keeps its quotes as the shell would', () => {
  expect(groupWith(script('echo \'ECS_INSTANCE_ATTRIBUTES={"a":"b"}\' >> /etc/ecs/ecs.config')).agent.attributes).toMatchObject({
    value: { a: 'b' },
  });
  expect(groupWith(script('echo ECS_INSTANCE_ATTRIBUTES=\'{"a":"b"}\' >> /etc/ecs/ecs.config')).agent.attributes).toMatchObject({
    value: { a: 'b' },
  });
});

test.each([
  ['a shell variable', 'echo ECS_RESERVED_MEMORY=$MEM >> /etc/ecs/ecs.config'],
  ['an if', 'if [ -f /x ]; then\n  echo ECS_RESERVED_MEMORY=99 >> /etc/ecs/ecs.config\nfi'],
  ['sed', 'sed -i s/a/b/ /etc/ecs/ecs.config'],
  ['a copied file', 'aws s3 cp s3://bucket/config /etc/ecs/ecs.config'],
  ['a variable for the file', 'F=/etc/ecs\necho ECS_RESERVED_MEMORY=99 >> $F/config'],
])('reserved memory is unknown when it may be set by %s', (_, text) => {
  expect(groupWith({ 'Fn::Base64': `#!/bin/bash\n${text}` }).agent.reservedMemoryMiB.known).toBe(false);
});

test('a piece of user data that is not known leaves its settings open, and what is there is read', () => {
  const { agent, cluster } = groupWith({
    'Fn::Base64': { 'Fn::Join': ['\n', ['#!/bin/bash', 'echo ECS_CLUSTER=prod >> /etc/ecs/ecs.config', { Ref: 'Missing' }]] },
  });
  expect(cluster).toMatchObject({ known: true, value: 'cluster/prod' });
  expect(agent.reservedMemoryMiB).toMatchObject({ known: false, because: expect.stringMatching(/Missing/) });
});

test('a comment sets nothing', () => {
  expect(groupWith(script('# echo ECS_RESERVED_MEMORY=99 >> /etc/ecs/ecs.config')).agent.reservedMemoryMiB).toMatchObject({ value: 0 });
});

test('settings of Bottlerocket are read from its TOML', () => {
  const group = groupWith(
    script(
      [
        '[settings.ecs]',
        'cluster = "${Cluster}"',
        'reserved-memory = 128',
        'logging-drivers = ["json-file", "awslogs"]',
        '[settings.ecs.instance-attributes]',
        'tier = "web"',
      ].join('\n'),
    ),
    BOTTLEROCKET,
  );
  expect(group.cluster).toMatchObject({ value: 'template/Cluster' });
  expect(group.ami).toMatchObject({ os: { value: 'bottlerocket' }, architecture: { value: 'arm64' } });
  expect(group.agent).toMatchObject({
    reservedMemoryMiB: { value: 128 },
    attributes: { value: { tier: 'web' } },
    loggingDrivers: { value: ['json-file', 'awslogs'] },
  });
});

test('settings of Windows are read from PowerShell', () => {
  const group = groupWith(
    script(
      [
        '<powershell>',
        'Import-Module ECSTools',
        '[Environment]::SetEnvironmentVariable("ECS_RESERVED_MEMORY", "512", "Machine")',
        "Initialize-ECSAgent -Cluster '${Cluster}' -EnableTaskIAMRole",
        '</powershell>',
      ].join('\n'),
    ),
    WINDOWS,
  );
  expect(group.cluster).toMatchObject({ value: 'template/Cluster' });
  expect(group.ami.os).toMatchObject({ value: 'windows' });
  expect(group.agent.reservedMemoryMiB).toMatchObject({ value: 512 });
  expect(group.agent.settings.ECS_ENABLE_TASK_IAM_ROLE).toMatchObject({ value: 'true' });
});

test.each([
  ['/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id', 'amazon-linux-2023', 'arm64', 'standard'],
  ['/aws/service/ecs/optimized-ami/amazon-linux-2/gpu/recommended/image_id', 'amazon-linux-2', 'x86_64', 'gpu'],
  ['/aws/service/ecs/optimized-ami/amazon-linux-2023/neuron/recommended/image_id', 'amazon-linux-2023', 'x86_64', 'neuron'],
  ['/aws/service/bottlerocket/aws-ecs-2-nvidia/x86_64/latest/image_id', 'bottlerocket', 'x86_64', 'gpu'],
])('%s names the AMI', (parameter, os, architecture, variant) => {
  const { ami } = groupWith(script('echo ECS_CLUSTER=a >> /etc/ecs/ecs.config'), `{{resolve:ssm:${parameter}}}`);
  expect(ami).toMatchObject({
    os: { value: os },
    architecture: { value: architecture },
    variant: { value: variant },
    ecsOptimized: { value: true },
    source: { value: parameter },
  });
});

test('a literal image id tells nothing about the operating system', () => {
  expect(groupWith(script('echo ECS_CLUSTER=a >> /etc/ecs/ecs.config'), 'ami-0123456789').ami.os).toMatchObject({
    known: false,
    because: expect.stringMatching(/ami-0123456789/),
  });
});

test.each([
  ['a script of its own', '#!/bin/bash\n/opt/acme/join ${Cluster}\n'],
  ['a script that was fetched', '#!/bin/bash\naws s3 cp s3://acme/join.sh /tmp/join.sh\nbash /tmp/join.sh ${Cluster}\n'],
])('the cluster that user data hands to %s is taken, and is an assumption', (_, text) => {
  expect(groupWith(script(text), 'ami-0123456789abcdef0').cluster).toMatchObject({ value: 'template/Cluster', assumed: expect.stringMatching(/hands/) });
});

test.each([
  ['fetches another script', '#!/bin/bash\naws s3 cp s3://acme/join.sh /tmp/join.sh\nbash /tmp/join.sh\n'],
  ['runs cfn-init for a resource without metadata', '#!/bin/bash\n/opt/aws/bin/cfn-init -v --stack s --resource Template --region us-east-1\n'],
])('user data that %s may name any cluster', (_, text) => {
  expect(groupWith(script(text)).cluster).toMatchObject({ known: false });
});
