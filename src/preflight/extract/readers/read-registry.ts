import { at, flag, isAbsent, items, listOf, or, pattern, plainList, propertiesOf, required, text, type Property } from './property';
import { parseLifecycleRules } from './read-ecr-lifecycle';
import { policyOf } from './read-statements';
import { ofType, type Reading } from './reading';
import { known, unknown, type PullThroughCacheRule, type Registry, type Repository } from '../../model';

export function readRepositories(reading: Reading): readonly Repository[] {
  return ofType(reading, 'AWS::ECR::Repository').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    const mutability = text(at(properties, 'ImageTagMutability'));
    const lifecycle = text(at(properties, 'LifecyclePolicy', 'LifecyclePolicyText'));
    return {
      id: resource.id,
      subject: resource.subject,
      name: pattern(at(properties, 'RepositoryName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.RepositoryName'),
      immutableTags: mutability?.known === true ? { ...mutability, value: mutability.value.startsWith('IMMUTABLE') }
        : mutability ?? or(undefined, false, 'tags can be moved by default'),
      scanOnPush: or(flag(at(properties, 'ImageScanningConfiguration', 'ScanOnPush')), false, 'images are not scanned by default'),
      encryption: or(text(at(properties, 'EncryptionConfiguration', 'EncryptionType')), 'AES256', 'images are encrypted with AES256 by default'),
      lifecyclePolicy: lifecycle,
      lifecycleRules: parseLifecycleRules(lifecycle),
      hasRepositoryPolicy: !isAbsent(at(properties, 'RepositoryPolicyText')),
      policyStatements: policyOf(at(properties, 'RepositoryPolicyText')),
      tagMutability: or(mutability, 'MUTABLE', 'tags can be moved by default'),
      tagMutabilityExclusions: listOf(at(properties, 'ImageTagMutabilityExclusionFilters'), (item) =>
        required(text(at(item, 'ImageTagMutabilityExclusionFilterValue')), item)),
      encryptionKey: pattern(at(properties, 'EncryptionConfiguration', 'KmsKey')),
      emptyOnDelete: flag(at(properties, 'EmptyOnDelete')),
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
      role: pattern(at(properties, 'CustomRoleArn')),
      upstreamPrefix: text(at(properties, 'UpstreamRepositoryPrefix')),
    };
  });
}

/** What the input says of the registry of the account, and of public repositories. */
export function readRegistry(reading: Reading): Registry {
  const one = (type: string): Property | undefined =>
    ofType(reading, `AWS::ECR::${type}`).map((resource) => propertiesOf(resource, reading.evaluation))[0];
  const [policy, replication, scanning] = [one('RegistryPolicy'), one('ReplicationConfiguration'), one('RegistryScanningConfiguration')];
  const scanned = scanning && items(at(scanning, 'Rules'));
  return {
    policyStatements: policy && policyOf(at(policy, 'PolicyText')),
    replicatesTo: replication && destinations(replication),
    creationTemplates: ofType(reading, 'AWS::ECR::RepositoryCreationTemplate').map((resource) => {
      const properties = propertiesOf(resource, reading.evaluation);
      return {
        id: resource.id,
        subject: resource.subject,
        prefix: required(text(at(properties, 'Prefix')), at(properties, 'Prefix')),
        appliedFor: or(plainList(at(properties, 'AppliedFor'), text), [], 'no use is named'),
        tagMutability: text(at(properties, 'ImageTagMutability')),
        lifecyclePolicy: text(at(properties, 'LifecyclePolicy')),
        role: pattern(at(properties, 'CustomRoleArn')),
      };
    }),
    publicRepositories: ofType(reading, 'AWS::ECR::PublicRepository').map((resource) => ({
      id: resource.id,
      subject: resource.subject,
      name: pattern(at(propertiesOf(resource, reading.evaluation), 'RepositoryName')) ?? unknown('CloudFormation makes up the name at deployment'),
    })),
    scanningRules: scanned && (scanned.known ? known(scanned.value.length, scanned.from) : scanned),
  };
}

function destinations(replication: Property): Registry['replicatesTo'] {
  const rules = items(at(replication, 'ReplicationConfiguration', 'Rules'));
  if (!rules?.known) {
    return rules;
  }
  const found = rules.value.flatMap((rule) => {
    const list = items(at(rule, 'Destinations'));
    return list?.known ? list.value : [];
  });
  return known(found.map((item) => ({
    region: required(text(at(item, 'Region')), at(item, 'Region')),
    account: required(pattern(at(item, 'RegistryId')), at(item, 'RegistryId')),
  })), rules.from);
}
