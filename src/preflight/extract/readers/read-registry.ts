import { at, flag, isAbsent, or, pattern, propertiesOf, required, text } from './property';
import { ofType, type Reading } from './reading';
import { unknown, type PullThroughCacheRule, type Repository } from '../../model';

export function readRepositories(reading: Reading): readonly Repository[] {
  return ofType(reading, 'AWS::ECR::Repository').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    const mutability = text(at(properties, 'ImageTagMutability'));
    return {
      id: resource.id,
      subject: resource.subject,
      name: pattern(at(properties, 'RepositoryName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.RepositoryName'),
      immutableTags: mutability?.known === true ? { ...mutability, value: mutability.value.startsWith('IMMUTABLE') }
        : mutability ?? or(undefined, false, 'tags can be moved by default'),
      scanOnPush: or(flag(at(properties, 'ImageScanningConfiguration', 'ScanOnPush')), false, 'images are not scanned by default'),
      encryption: or(text(at(properties, 'EncryptionConfiguration', 'EncryptionType')), 'AES256', 'images are encrypted with AES256 by default'),
      lifecyclePolicy: text(at(properties, 'LifecyclePolicy', 'LifecyclePolicyText')),
      hasRepositoryPolicy: !isAbsent(at(properties, 'RepositoryPolicyText')),
    };
  });
}

export function readPullThroughCacheRules(reading: Reading): readonly PullThroughCacheRule[] {
  return ofType(reading, 'AWS::ECR::PullThroughCacheRule').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    return {
      id: resource.id,
      subject: resource.subject,
      prefix: required(text(at(properties, 'EcrRepositoryPrefix')), at(properties, 'EcrRepositoryPrefix')),
      upstreamRegistry: text(at(properties, 'UpstreamRegistryUrl')) ?? text(at(properties, 'UpstreamRegistry')) ?? unknown('no upstream registry is named'),
      credential: pattern(at(properties, 'CredentialArn')),
    };
  });
}
