import { RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge, exampleVpc } from '../network/network';
import { Cpu, TaskDefinition, TaskVolume } from 'cdk-ecs-stowage';

/** One task definition for each kind of volume. */
export class VolumesStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.addTask('Empty', ecs.Compatibility.FARGATE, TaskVolume.empty());
    this.addTask('Host', ecs.Compatibility.EC2, TaskVolume.host('/srv/data'));
    this.addTask('Docker', ecs.Compatibility.EC2, TaskVolume.docker({ shared: true, autoprovision: true, labels: { team: 'shop' } }));
    this.addTask('Efs', ecs.Compatibility.FARGATE, TaskVolume.efs(this.newFileSystem(), { path: '/shop' }));
    this.addTask('Ebs', ecs.Compatibility.FARGATE, TaskVolume.ebsAtLaunch());
    this.addTask('S3Files', ecs.Compatibility.FARGATE, TaskVolume.s3Files({
      fileSystemArn: this.formatArn({ service: 's3files', resource: 'file-system', resourceName: 'fs-0123456789abcdef0' }),
    }));
    this.addFsx();
  }

  private addTask(id: string, compatibility: ecs.Compatibility, volume: TaskVolume): void {
    const task = new TaskDefinition(this, id, { compatibility });
    task.addVolume('data', volume);
    task.addContainer('web', {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      memory: Size.mebibytes(256),
      mountPoints: [{ sourceVolume: 'data', containerPath: '/data', readOnly: false }],
      writablePaths: ['/var/cache/nginx', '/var/run'],
    });
  }

  /** FSx for Windows File Server is for tasks of Windows on container instances. */
  private addFsx(): void {
    const encryptionKey = new kms.Key(this, 'UserKey', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
    const credentials = new secretsmanager.Secret(this, 'User', {
      encryptionKey, generateSecretString: { secretStringTemplate: '{"username":"shop"}', generateStringKey: 'password' },
    });
    acknowledge(credentials, 'SMG4', 'the Active Directory rotates the password of its user');
    acknowledge(credentials, 'SecretsManagerRotationEnabled', 'the Active Directory rotates the password of its user');

    const task = new TaskDefinition(this, 'FsxWindows', {
      compatibility: ecs.Compatibility.EC2,
      cpu: Cpu.vcpu(1),
      memory: Size.gibibytes(2),
      runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE },
    });
    task.addVolume('data', TaskVolume.fsxWindows({
      fileSystemId: 'fs-0123456789abcdef0', rootDirectory: 'share', domain: 'corp.example.com', credentials,
    }));
    task.addContainer('web', {
      image: ecs.ContainerImage.fromRegistry('mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022'),
      memory: Size.gibibytes(2),
      mountPoints: [{ sourceVolume: 'data', containerPath: 'C:\\data', readOnly: false }],
    });
  }

  private newFileSystem(): efs.FileSystem {
    const fileSystem = new efs.FileSystem(this, 'Files', {
      vpc: exampleVpc(this),
      kmsKey: new kms.Key(this, 'FilesKey', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(fileSystem, 'EFSInBackupPlan', 'the example is meant to be destroyed');
    return fileSystem;
  }
}
