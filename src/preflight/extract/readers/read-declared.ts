import { at, listOf, pattern, propertiesOf, required } from './property';
import { ofType, type Reading } from './reading';
import { assumed, unknown, type DeclaredResource, type MountTarget } from '../../model';

/** Types that tasks depend on by name, and the property that sets the name. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SSM::Parameter': 'Name',
  'AWS::KMS::Key': 'KeyId',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::EFS::FileSystem': 'FileSystemId',
  'AWS::EFS::AccessPoint': 'AccessPointId',
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'Name',
  'AWS::ServiceDiscovery::PublicDnsNamespace': 'Name',
  'AWS::ServiceDiscovery::HttpNamespace': 'Name',
  'AWS::ServiceDiscovery::Service': 'Name',
  'AWS::IAM::ServiceLinkedRole': 'AWSServiceName',
  'AWS::CodeDeploy::DeploymentGroup': 'DeploymentGroupName',
  'AWS::AutoScaling::WarmPool': 'AutoScalingGroupName',
  'AWS::AutoScaling::ScheduledAction': 'AutoScalingGroupName',
  'AWS::AutoScaling::LifecycleHook': 'AutoScalingGroupName',
  'AWS::AutoScaling::ScalingPolicy': 'AutoScalingGroupName',
  'AWS::ECR::RegistryPolicy': 'RegistryId',
  'AWS::ECR::PublicRepository': 'RepositoryName',
  'AWS::ECR::RepositoryCreationTemplate': 'Prefix',
};

export function readDeclared(reading: Reading): readonly DeclaredResource[] {
  return Object.entries(NAME_PROPERTY).flatMap(([type, property]) => ofType(reading, type).map((resource) => ({
    id: resource.id,
    type,
    subject: resource.subject,
    name: pattern(at(propertiesOf(resource, reading.evaluation), property)) ?? unknown('CloudFormation makes up the name at deployment'),
  })));
}

export function readMountTargets(reading: Reading): readonly MountTarget[] {
  return ofType(reading, 'AWS::EFS::MountTarget').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    const groups = at(properties, 'SecurityGroups');
    return {
      id: resource.id,
      subject: resource.subject,
      fileSystem: required(pattern(at(properties, 'FileSystemId')), at(properties, 'FileSystemId')),
      subnet: required(pattern(at(properties, 'SubnetId')), at(properties, 'SubnetId')),
      securityGroups: listOf(groups, (item) => pattern(item) ?? unknown('an item is empty', item.path))
        ?? assumed([], 'the default group of the VPC is used', groups.path),
    };
  });
}
