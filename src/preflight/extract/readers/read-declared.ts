import { DECLARED_TYPES, type DeclaredType } from './declared-types';
import { at, pattern, patternList, propertiesOf, required, text, type Property } from './property';
import { policyOf } from './read-statements';
import { ofType, type Reading } from './reading';
import { assumed, unknown, type DeclaredResource, type Known, type MountTarget } from '../../model';
import type { Resource } from '../template/stack';

export function readDeclared(reading: Reading): readonly DeclaredResource[] {
  return Object.entries(DECLARED_TYPES).flatMap(([type, shape]) =>
    ofType(reading, type).map((resource) => readOne(resource, type, shape, propertiesOf(resource, reading.evaluation))));
}

function readOne(resource: Resource, type: string, shape: DeclaredType, properties: Property): DeclaredResource {
  const settings = (shape.settings ?? []).flatMap((path): [string, Known<string>][] => {
    const value = pattern(at(properties, ...path.split('.')));
    return value ? [[path, value]] : [];
  });
  const policy = shape.policy === undefined ? undefined : policyOf(at(properties, shape.policy));
  return {
    id: resource.id,
    type,
    subject: resource.subject,
    name: pattern(at(properties, shape.name)) ?? unknown('CloudFormation makes up the name at deployment'),
    ...(settings.length > 0 ? { settings: Object.fromEntries(settings) } : {}),
    ...(policy ? { policy } : {}),
  };
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
