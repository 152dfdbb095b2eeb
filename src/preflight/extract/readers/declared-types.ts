/** How a type is read that tasks depend on by name. */
export interface DeclaredType {
  /** Property that sets the name. */
  readonly name: string;
  /** Dotted paths of properties that decide something; a number is a place in a list. */
  readonly settings?: readonly string[];
  /** Property with its own policy. */
  readonly policy?: string;
}

const NAMESPACE: DeclaredType = { name: 'Name', settings: ['Vpc'] };

export const DECLARED_TYPES: Readonly<Record<string, DeclaredType>> = {
  'AWS::Logs::LogGroup': { name: 'LogGroupName', settings: ['RetentionInDays', 'KmsKeyId', 'LogGroupClass'] },
  'AWS::SecretsManager::Secret': { name: 'Name', settings: ['KmsKeyId'] },
  'AWS::SecretsManager::SecretTargetAttachment': { name: 'SecretId' },
  'AWS::SecretsManager::RotationSchedule': { name: 'SecretId' },
  'AWS::SecretsManager::ResourcePolicy': { name: 'SecretId', policy: 'ResourcePolicy' },
  'AWS::SSM::Parameter': { name: 'Name', settings: ['Type', 'Tier'] },
  'AWS::KMS::Key': { name: 'KeyId', settings: ['Enabled', 'KeyUsage', 'MultiRegion'], policy: 'KeyPolicy' },
  'AWS::KMS::Alias': { name: 'AliasName', settings: ['TargetKeyId'] },
  'AWS::S3::Bucket': { name: 'BucketName' },
  'AWS::S3::BucketPolicy': { name: 'Bucket', policy: 'PolicyDocument' },
  'AWS::EFS::FileSystem': {
    name: 'FileSystemId',
    settings: ['Encrypted', 'KmsKeyId', 'AvailabilityZoneName', 'PerformanceMode', 'ThroughputMode'],
    policy: 'FileSystemPolicy',
  },
  'AWS::EFS::AccessPoint': {
    name: 'AccessPointId',
    settings: ['FileSystemId', 'PosixUser.Uid', 'PosixUser.Gid', 'RootDirectory.Path', 'RootDirectory.CreationInfo.OwnerUid', 'RootDirectory.CreationInfo.Permissions'],
  },
  'AWS::FSx::FileSystem': { name: 'FileSystemId', settings: ['FileSystemType', 'StorageCapacity'] },
  'AWS::ServiceDiscovery::PrivateDnsNamespace': NAMESPACE,
  'AWS::ServiceDiscovery::PublicDnsNamespace': NAMESPACE,
  'AWS::ServiceDiscovery::HttpNamespace': NAMESPACE,
  'AWS::ServiceDiscovery::Service': {
    name: 'Name',
    settings: ['NamespaceId', 'Type', 'DnsConfig.NamespaceId', 'DnsConfig.RoutingPolicy', 'HealthCheckCustomConfig.FailureThreshold',
      'DnsConfig.DnsRecords.0.Type', 'DnsConfig.DnsRecords.0.TTL', 'DnsConfig.DnsRecords.1.Type'],
  },
  'AWS::IAM::ServiceLinkedRole': { name: 'AWSServiceName' },
  'AWS::CertificateManager::Certificate': { name: 'DomainName', settings: ['ValidationMethod'] },
  'AWS::SQS::Queue': { name: 'QueueName', settings: ['VisibilityTimeout', 'FifoQueue'] },
  'AWS::EC2::CapacityReservation': { name: 'CapacityReservationId', settings: ['InstanceType', 'AvailabilityZone'] },
  'AWS::CodeDeploy::Application': { name: 'ApplicationName', settings: ['ComputePlatform'] },
  'AWS::CodeDeploy::DeploymentConfig': { name: 'DeploymentConfigName', settings: ['ComputePlatform', 'TrafficRoutingConfig.Type'] },
  'AWS::CodeDeploy::DeploymentGroup': { name: 'DeploymentGroupName' },
  'AWS::AutoScaling::WarmPool': { name: 'AutoScalingGroupName' },
  'AWS::AutoScaling::ScheduledAction': { name: 'AutoScalingGroupName' },
  'AWS::AutoScaling::LifecycleHook': { name: 'AutoScalingGroupName' },
  'AWS::AutoScaling::ScalingPolicy': { name: 'AutoScalingGroupName' },
  'AWS::ECR::RegistryPolicy': { name: 'RegistryId' },
  'AWS::ECR::PublicRepository': { name: 'RepositoryName' },
  'AWS::ECR::RepositoryCreationTemplate': { name: 'Prefix' },
};
