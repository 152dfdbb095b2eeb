import { Size } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { WindowsOptimizedVersion } from 'aws-cdk-lib/aws-ecs';
import { Accelerator, AgentPlatform, Ec2CapacityOptions, InstanceImage } from '../../src';
import { clusterStack, only, templateOf } from '../support/stack';

function withImage(type: string, image: InstanceImage | undefined, more: Partial<Ec2CapacityOptions> = {}) {
  const { stack, cluster } = clusterStack();
  cluster.addEc2Capacity('General', { instanceTypes: [new ec2.InstanceType(type)], maxCapacity: 4, image, ...more });
  return stack;
}

const linux = (path: string) => `/aws/service/ecs/optimized-ami/${path}recommended/image_id`;

test.each<[string, string, InstanceImage | undefined, string]>([
  ['Amazon Linux 2023', 'm6i.large', undefined, linux('amazon-linux-2023/')],
  ['Amazon Linux 2023 for Graviton', 'm7g.large', undefined, linux('amazon-linux-2023/arm64/')],
  ['Amazon Linux 2023 for Graviton (a1)', 'a1.large', undefined, linux('amazon-linux-2023/arm64/')],
  ['Amazon Linux 2023 with GPU drivers', 'g5.xlarge', undefined, linux('amazon-linux-2023/gpu/')],
  ['Amazon Linux 2023 without drivers for AMD GPUs', 'g4ad.xlarge', undefined, linux('amazon-linux-2023/')],
  ['Amazon Linux 2023 with Neuron drivers', 'inf2.xlarge', undefined, linux('amazon-linux-2023/neuron/')],
  ['Amazon Linux 2023 on High Memory', 'u-6tb1.56xlarge', undefined, linux('amazon-linux-2023/')],
  ['Amazon Linux 2', 'm6i.large', InstanceImage.amazonLinux2(), linux('amazon-linux-2/')],
  ['Bottlerocket', 'm6i.large', InstanceImage.bottlerocket(), '/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id'],
  ['Bottlerocket for Graviton', 'm7g.large', InstanceImage.bottlerocket(), '/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id'],
  ['Bottlerocket with GPU drivers for Graviton', 'g5g.xlarge', InstanceImage.bottlerocket(), '/aws/service/bottlerocket/aws-ecs-2-nvidia/arm64/latest/image_id'],
  ['Windows Server 2019', 'm6i.large', InstanceImage.windows(WindowsOptimizedVersion.SERVER_2019),
    '/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-ECS_Optimized/image_id'],
  ['Windows Server 2022', 'm6i.large', InstanceImage.windows(WindowsOptimizedVersion.SERVER_2022),
    '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-ECS_Optimized/image_id'],
  ['Windows Server 2025', 'm6i.large', InstanceImage.windows(WindowsOptimizedVersion.SERVER_2025),
    '/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-ECS_Optimized/image_id'],
  ['an AMI of the user', 'm6i.large', InstanceImage.ssmParameter('/golden/ecs'), '/golden/ecs'],
])('starts %s by its public parameter', (_, type, image, parameter) => {
  templateOf(withImage(type, image)).hasParameter('*', { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: parameter });
});

test('takes the drivers from what requirements ask for', () => {
  const stack = withImage('m6i.large', undefined, {
    instanceTypes: undefined,
    instanceRequirements: { vCpuCountMin: 4, memoryMin: Size.gibibytes(16), acceleratorManufacturers: [ec2.AcceleratorManufacturer.NVIDIA] },
    architecture: ec2.InstanceArchitecture.X86_64,
  });
  templateOf(stack).hasParameter('*', { Default: linux('amazon-linux-2023/gpu/') });
});

test('starts a pinned AMI by its id', () => {
  const { stack, cluster } = clusterStack('Shop', { account: '123456789012', region: 'eu-west-1' });
  cluster.addEc2Capacity('General', {
    instanceTypes: [new ec2.InstanceType('m6i.large')], maxCapacity: 4, image: InstanceImage.amiIds({ 'eu-west-1': 'ami-0b1d' }),
  });
  templateOf(stack).hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { ImageId: 'ami-0b1d' } });
});

test.each<[string, InstanceImage, unknown[]]>([
  ['Amazon Linux', InstanceImage.amazonLinux2023(), [['/dev/xvda', 30]]],
  ['Bottlerocket, system and data', InstanceImage.bottlerocket(), [['/dev/xvda', 8], ['/dev/xvdb', 30]]],
  ['Windows', InstanceImage.windows(WindowsOptimizedVersion.SERVER_2022), [['/dev/sda1', 50]]],
])('encrypts every volume of %s and sizes the one for images', (_, image, expected) => {
  const data = only(templateOf(withImage('m6i.large', image)), 'AWS::EC2::LaunchTemplate').resource as unknown as {
    readonly Properties: {
      readonly LaunchTemplateData: {
        readonly BlockDeviceMappings: readonly {
          readonly DeviceName: string; readonly Ebs: { readonly Encrypted: boolean; readonly VolumeType: string; readonly VolumeSize: number };
        }[];
      };
    };
  };
  const mappings = data.Properties.LaunchTemplateData.BlockDeviceMappings;
  expect(mappings.map(({ DeviceName, Ebs }) => [DeviceName, Ebs.VolumeSize])).toEqual(expected);
  expect(mappings.every(({ Ebs }) => Ebs.Encrypted && Ebs.VolumeType === 'gp3')).toBe(true);
});

test('warns of Amazon Linux 2, and of nothing else', () => {
  const warned = Match.stringLikeRegexp('Amazon Linux 2 reached its end of life');
  Annotations.fromStack(withImage('m6i.large', InstanceImage.amazonLinux2())).hasWarning('*', warned);
  Annotations.fromStack(withImage('m6i.large', undefined)).hasNoWarning('*', Match.anyValue());
});

test.each<[string, string, InstanceImage, Partial<Ec2CapacityOptions>, string]>([
  ['Windows on ARM', 'm7g.large', InstanceImage.windows(WindowsOptimizedVersion.SERVER_2022), {},
    '`instanceTypes` of Windows container instances must be x86_64, got arm64'],
  ['a GPU AMI on a type without GPU', 'm6i.large', InstanceImage.amazonLinux2023({ accelerator: Accelerator.NVIDIA }), {},
    '`accelerator` of the AMI must be the one of the instance types (none), got nvidia'],
  ['Amazon Linux on Graviton with GPUs', 'g5g.xlarge', InstanceImage.amazonLinux2023(), {},
    'Amazon Linux has no ECS-optimized AMI for nvidia on arm64'],
  ['Bottlerocket with Neuron', 'inf2.xlarge', InstanceImage.bottlerocket(), {}, 'Bottlerocket for ECS has no variant for neuron'],
  ['a volume smaller than the AMI', 'm6i.large', InstanceImage.amazonLinux2023(), { volumeSize: Size.gibibytes(20) },
    '`volumeSize` must be at least 30 GiB for this AMI, got 20 GiB'],
  ['an architecture that the types do not have', 'm6i.large', InstanceImage.amazonLinux2023(), { architecture: ec2.InstanceArchitecture.ARM_64 },
    '`architecture` must be the one of the instance types (x86_64), got arm64'],
])('fails on %s', (_, type, image, more, message) => {
  expect(() => withImage(type, image, more)).toThrow(message);
});

test('fails on AMI ids of other regions only, by the region of the stack', () => {
  const { cluster } = clusterStack('Shop', { account: '123456789012', region: 'eu-west-1' });
  const add = () => cluster.addEc2Capacity('General', {
    instanceTypes: [new ec2.InstanceType('m6i.large')], maxCapacity: 4, image: InstanceImage.amiIds({ 'us-east-1': 'ami-0b1d' }),
  });
  expect(add).toThrow('eu-west-1');
});

test('configures the agent of an AMI of the user as its platform asks', () => {
  const stack = withImage('m6i.large', InstanceImage.ssmParameter('/golden/bottlerocket', AgentPlatform.BOTTLEROCKET));
  expect(JSON.stringify(only(templateOf(stack), 'AWS::EC2::LaunchTemplate').resource)).toContain('[settings.ecs]');
});
