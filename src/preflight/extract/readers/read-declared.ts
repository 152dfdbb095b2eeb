import { DECLARED_TYPES, type DeclaredType } from './declared-types';
import { at, items, pattern, patternList, propertiesOf, required, text, type Property } from './property';
import { policyOf } from './read-statements';
import { ofType, type Reading } from './reading';
import { assumed, known, unknown, type DeclaredResource, type Known, type MountTarget } from '../../model';
import { ABSENT } from '../intrinsics/value';
import { isRawObject } from '../load/loaded-template';
import type { Resource } from '../template/stack';

export function readDeclared(reading: Reading): readonly DeclaredResource[] {
  return Object.entries(DECLARED_TYPES).flatMap(([type, shape]) =>
    ofType(reading, type).map((resource) => readOne(resource, type, shape, propertiesOf(resource, reading.evaluation))));
}

function readOne(resource: Resource, type: string, shape: DeclaredType, properties: Property): DeclaredResource {
  const settings = (shape.settings ?? []).flatMap((path): [string, Known<string>][] => {
    const value = pattern(path.split('.').reduce(step, properties));
    return value ? [[path, value]] : [];
  });
  const policy = shape.policy === undefined ? undefined : policyOf(at(properties, shape.policy));
  return {
    id: resource.id,
    type,
    subject: resource.subject,
    name: pattern(at(properties, shape.name)) ?? unknown('CloudFormation makes up the name at deployment'),
    ...(settings.length > 0 ? { settings: Object.fromEntries(settings) } : {}),
    ...(type === 'AWS::SecretsManager::Secret' ? secretKeys(properties) : {}),
    ...(policy ? { policy } : {}),
  };
}

function step(property: Property, name: string): Property {
  if (!/^\d+$/.test(name)) {
    return at(property, name);
  }
  const list = items(property);
  return (list?.known ? list.value[Number(name)] : undefined) ?? { ...property, value: property.value.kind === 'unresolved' ? property.value : ABSENT };
}

/** Names only: what a secret holds stays in the template. */
function secretKeys(properties: Property): Pick<DeclaredResource, 'secretKeys'> {
  const generated = at(properties, 'GenerateSecretString');
  const key = text(at(generated, 'GenerateStringKey'));
  const written = text(at(properties, 'SecretString')) ?? text(at(generated, 'SecretStringTemplate'));
  if (written === undefined || !written.known || key?.known === false) {
    return written === undefined || written.known ? {} : { secretKeys: unknown(written.because, written.from) };
  }
  const keys = keysOf(written.value);
  return { secretKeys: keys ? known([...keys, ...(key ? [key.value] : [])].sort(), written.from) : unknown('the text of the secret is not a JSON object', written.from) };
}

function keysOf(json: string): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return isRawObject(parsed) ? Object.keys(parsed) : undefined;
  } catch {
    return undefined;
  }
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
      securityGroups: patternList(groups) ?? assumed([], 'the default group of the VPC is used', groups.path),
      ipAddress: text(at(properties, 'IpAddress')),
    };
  });
}
