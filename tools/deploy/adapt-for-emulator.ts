import { writeFileSync } from 'node:fs';
import { ACCOUNT, REGION } from './emulator';
import { AssemblyStack, resourcesOfType } from '../examples/assembly-stacks';

/**
 * What the emulator cannot do is changed in the assembly that is deployed to it, and said:
 * it makes up repository names with capital letters, which its own check then refuses,
 * it fails on a KMS key with tags, it cannot delete a VPC whose route tables it keeps,
 * it skips capacity providers, so that exports of their names are missing, it skips Cloud Map namespaces, to which clusters
 * and services refer, and secrets, to which policies and containers refer, its file systems have no ARN, it has no public
 * parameters of Windows AMIs, it runs no functions, on which custom resources wait, and its listeners speak HTTP and HTTPS only.
 */
export function adaptForEmulator(stacks: readonly AssemblyStack[]): readonly string[] {
  return stacks.flatMap((stack) => {
    const notes = [
      ...nameRepositories(stack), ...untagKeys(stack), ...keepVpcs(stack), ...nameExportedProviders(stack), ...replaceWindowsImages(stack),
      ...nameNamespaces(stack), ...nameSecrets(stack), ...nameFileSystems(stack), ...declareCustomResources(stack), ...speakHttp(stack),
    ];
    if (notes.length > 0) writeFileSync(stack.templatePath, JSON.stringify(stack.template, undefined, 1));
    return notes;
  });
}

function nameRepositories({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::ECR::Repository')
    .filter(([, repository]) => repository.Properties?.RepositoryName === undefined)
    .map(([id, repository]) => {
      const RepositoryName = `${stackName}-${id}`.toLowerCase();
      Object.assign(repository, { Properties: { ...repository.Properties, RepositoryName } });
      return `${stackName}/${id}: given the name ${RepositoryName}`;
    });
}

function untagKeys({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::KMS::Key')
    .filter(([, key]) => key.Properties?.Tags !== undefined)
    .map(([id, key]) => {
      delete key.Properties!.Tags;
      return `${stackName}/${id}: the tags of the key are left out`;
    });
}

function keepVpcs({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::EC2::VPC').map(([id, vpc]) => {
    Object.assign(vpc, { DeletionPolicy: 'Retain' });
    return `${stackName}/${id}: the VPC is kept on destroy`;
  });
}

function nameExportedProviders({ stackName, template }: AssemblyStack): string[] {
  const providers = new Set(resourcesOfType(template, 'AWS::ECS::CapacityProvider').map(([id]) => id));
  return Object.entries(template.Outputs ?? {}).flatMap(([output, { Value }]) => {
    const id = (Value as { readonly Ref?: string } | undefined)?.Ref;
    if (id === undefined || !providers.has(id)) return [];
    Object.assign(template.Outputs?.[output] ?? {}, { Value: id });
    return [`${stackName}/${output}: the name of the capacity provider is written out`];
  });
}

function replaceWindowsImages({ stackName, template }: AssemblyStack): string[] {
  return Object.entries(template.Parameters ?? {})
    .filter(([, { Default }]) => String(Default).startsWith('/aws/service/ami-windows-latest/'))
    .map(([id, parameter]) => {
      Object.assign(parameter, { Default: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id' });
      return `${stackName}/${id}: an Amazon Linux AMI stands in for the Windows one`;
    });
}

/** A listener of a Network Load Balancer is declared as one that speaks HTTP; port and target group stay. */
function speakHttp({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::ElasticLoadBalancingV2::Listener')
    .filter(([, { Properties }]) => ['TCP', 'UDP', 'TLS'].includes(String(Properties?.Protocol)))
    .map(([id, listener]) => {
      const { Protocol } = listener.Properties!;
      Object.assign(listener.Properties!, { Protocol: 'HTTP' });
      return `${stackName}/${id}: the listener speaks HTTP instead of ${String(Protocol)}`;
    });
}

/** Whoever depends on the custom resource depends on a wait condition handle instead, which is there at once. */
function declareCustomResources({ stackName, template }: AssemblyStack): string[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type.startsWith('Custom::'))
    .map(([id, resource]) => {
      Object.assign(resource, { Type: 'AWS::CloudFormation::WaitConditionHandle', Properties: {} });
      return `${stackName}/${id}: the custom resource is declared and its function is not called`;
    });
}

/** A reference to a namespace that was skipped becomes its name, which Service Connect takes as well. */
function nameNamespaces({ stackName, template }: AssemblyStack): string[] {
  const types = ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'AWS::ServiceDiscovery::HttpNamespace'];
  return types.flatMap((type) => resourcesOfType(template, type)).map(([id, { Properties }]) => {
    const name = String(Properties?.Name ?? id);
    for (const resource of Object.values(template.Resources)) Object.assign(resource, { Properties: named(resource.Properties, id, name) });
    return `${stackName}/${id}: the namespace is written out as ${name}`;
  });
}

/** Its file systems have an id and no ARN. */
function nameFileSystems({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::EFS::FileSystem').map(([id]) => {
    const arn = { 'Fn::Join': ['', [`arn:aws:elasticfilesystem:${REGION}:${ACCOUNT}:file-system/`, { Ref: id }]] };
    for (const resource of Object.values(template.Resources)) {
      const properties = JSON.stringify(resource.Properties ?? {}).replaceAll(JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }), JSON.stringify(arn));
      Object.assign(resource, { Properties: JSON.parse(properties) });
    }
    return `${stackName}/${id}: the ARN of the file system is written out`;
  });
}

/** A reference to a secret that was skipped becomes an ARN, as Secrets Manager writes them. */
function nameSecrets({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::SecretsManager::Secret').map(([id]) => {
    const arn = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${id}-AbCdEf`;
    for (const resource of Object.values(template.Resources)) Object.assign(resource, { Properties: named(resource.Properties, id, arn) });
    return `${stackName}/${id}: the secret is written out as ${arn}`;
  });
}

function named(value: unknown, id: string, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => named(item, id, name));
  if (value === null || typeof value !== 'object') return value;
  const { Ref, 'Fn::GetAtt': attribute } = value as { readonly 'Ref'?: unknown; readonly 'Fn::GetAtt'?: readonly unknown[] };
  if (Ref === id || attribute?.[0] === id) return name;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, id, name)]));
}
