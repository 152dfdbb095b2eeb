import { spawnSync } from 'node:child_process';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { WindowsOptimizedVersion } from 'aws-cdk-lib/aws-ecs';
import { Accelerator, AgentPlatform, InstanceImage } from '../../src';
import { readPowerShell } from '../support/powershell';
import { clusterStack, only, templateOf } from '../support/stack';
import { readToml } from '../support/toml';

/** The user data of a launch template, as an instance gets it when the cluster is called `shop`. */
function userDataOf(type: string, image?: InstanceImage): string {
  const { stack, cluster } = clusterStack();
  cluster.addEc2Capacity('General', { instanceTypes: [new ec2.InstanceType(type)], maxCapacity: 4, image, warmPool: {} });
  const { Properties } = only(templateOf(stack), 'AWS::EC2::LaunchTemplate').resource as {
    readonly Properties: { readonly LaunchTemplateData: { readonly UserData: { readonly 'Fn::Base64': Joined } } };
  };
  const { 'Fn::Join': [separator, parts] } = Properties.LaunchTemplateData.UserData['Fn::Base64'];
  return parts.map((part) => typeof part === 'string' ? part : 'shop').join(separator);
}

interface Joined {
  readonly 'Fn::Join': readonly [string, readonly (string | { readonly Ref: string })[]];
}

test.each<[string, string, InstanceImage | undefined]>([
  ['Amazon Linux 2023', 'm6i.large', undefined],
  ['Amazon Linux 2023 for Graviton', 'm7g.large', undefined],
  ['Amazon Linux 2023 with GPU drivers', 'g5.xlarge', InstanceImage.amazonLinux2023({ accelerator: Accelerator.NVIDIA })],
  ['Amazon Linux 2023 with Neuron drivers', 'inf2.xlarge', undefined],
  ['Amazon Linux 2', 'm6i.large', InstanceImage.amazonLinux2()],
  ['an AMI of the user', 'm6i.large', InstanceImage.ssmParameter('/golden/ecs')],
])('bash reads the user data of %s', (_, type, image) => {
  const script = userDataOf(type, image);
  expect(script).toContain('ECS_CLUSTER=shop\n');
  const run = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
});

test.each<[string, string, InstanceImage]>([
  ['Bottlerocket', 'm6i.large', InstanceImage.bottlerocket()],
  ['Bottlerocket with GPU drivers for Graviton', 'g5g.xlarge', InstanceImage.bottlerocket()],
  ['a Bottlerocket AMI of the user', 'm6i.large', InstanceImage.ssmParameter('/golden/bottlerocket', AgentPlatform.BOTTLEROCKET)],
])('a TOML parser reads the user data of %s', (_, type, image) => {
  expect(readToml(userDataOf(type, image))).toMatchObject({ settings: { ecs: { cluster: 'shop' }, autoscaling: { 'should-wait': true } } });
});

test.each([WindowsOptimizedVersion.SERVER_2019, WindowsOptimizedVersion.SERVER_2022, WindowsOptimizedVersion.SERVER_2025])(
  'a reader of PowerShell reads the user data of Windows Server %s', (version) => {
    const [, script] = /^<powershell>([^<>]*)<\/powershell>$/.exec(userDataOf('m6i.large', InstanceImage.windows(version))) ?? [];
    const calls = readPowerShell(script);
    expect(calls[calls.length - 1]).toMatchObject({ name: 'Initialize-ECSAgent', parameters: { Cluster: 'shop', AwsvpcBlockIMDS: true } });
    expect(calls.map(({ values }) => values.slice(0, 2))).toContainEqual(['ECS_WARM_POOLS_CHECK', 'true']);
  });

test('the reader of PowerShell refuses what would be expanded or is not closed', () => {
  expect(() => readPowerShell('Write-Host "$env:HOME"')).toThrow();
  expect(() => readPowerShell("Initialize-ECSAgent -Cluster 'shop")).toThrow();
  expect(() => readPowerShell("[Environment]::SetEnvironmentVariable('A' 'B', 'Machine')")).toThrow();
});
