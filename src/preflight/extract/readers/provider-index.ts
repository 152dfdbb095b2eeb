import { at, flag, isAbsent, number, or, pattern, propertiesOf, type Property } from './property';
import { ofType, type Reading } from './reading';
import { known, unknown, type CapacityProvider, type Known } from '../../model';
import { partsOf, renderParts } from '../intrinsics/text';
import type { Resource } from '../template/stack';

/** A capacity provider of the input, and the capacity that stands behind it. */
export interface Provider {
  readonly resource: Resource;
  readonly kind: 'auto-scaling-group' | 'managed-instances' | 'neither';
  /** Id of the capacity in the model: the Auto Scaling group, or the provider itself where there is no group in the input. */
  readonly capacityId: string;
  /** The group, when the input declares it. */
  readonly group?: Resource;
  readonly name: Known<string>;
}

export interface ProviderIndex {
  readonly providers: readonly Provider[];
  /** What a strategy calls the provider: the id of its capacity, or the name of one outside of the input. */
  nameOf(property: Property): Known<string>;
  find(property: Property): Provider | undefined;
}

export function indexProviders(reading: Reading): ProviderIndex {
  const providers = ofType(reading, 'AWS::ECS::CapacityProvider').map((resource) => describe(resource, reading));
  const byId = new Map(providers.map((provider) => [provider.resource.id, provider]));
  const byName = new Map(providers.flatMap((provider) => provider.name.known ? [[provider.name.value, provider] as const] : []));
  const find = (property: Property): Provider | undefined => {
    const { value } = property;
    if (value.kind === 'reference') {
      return byId.get(value.resource.id);
    }
    const rendered = renderParts(partsOf(value));
    return 'text' in rendered ? byName.get(shortName(rendered.text)) : undefined;
  };
  return {
    providers,
    find,
    nameOf: (property) => {
      const provider = find(property);
      if (provider) {
        return known(provider.capacityId, property.path);
      }
      const name = pattern(property);
      return name?.known ? { ...name, value: shortName(name.value) } : name ?? unknown('no capacity provider is named', property.path);
    },
  };
}

function shortName(written: string): string {
  return written.replace(/^arn:.*:capacity-provider\//, '');
}

function describe(resource: Resource, reading: Reading): Provider {
  const properties = propertiesOf(resource, reading.evaluation);
  const name = pattern(at(properties, 'Name')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.Name');
  const groupProperty = at(properties, 'AutoScalingGroupProvider', 'AutoScalingGroupArn');
  const group = groupOf(groupProperty);
  const kind = !isAbsent(at(properties, 'AutoScalingGroupProvider')) ? 'auto-scaling-group'
    : !isAbsent(at(properties, 'ManagedInstancesProvider')) ? 'managed-instances' : 'neither';
  return { resource, kind, name, capacityId: group?.id ?? resource.id, ...(group ? { group } : {}) };
}

/** The group that an ARN or a name refers to. */
function groupOf(property: Property): Resource | undefined {
  const reference = partsOf(property.value).find((part) =>
    typeof part !== 'string' && part.kind === 'reference' && part.resource.type === 'AWS::AutoScaling::AutoScalingGroup');
  return reference !== undefined && typeof reference !== 'string' && reference.kind === 'reference' ? reference.resource : undefined;
}

/** The provider's own settings, with what ECS does where the template says nothing. */
export function readCapacityProvider(provider: Provider, reading: Reading): CapacityProvider {
  const group = at(propertiesOf(provider.resource, reading.evaluation), 'AutoScalingGroupProvider');
  const scaling = at(group, 'ManagedScaling');
  const status = at(scaling, 'Status');
  const protection = at(group, 'ManagedTerminationProtection');
  const draining = at(group, 'ManagedDraining');
  const size = (name: string, otherwise: number): Known<number> =>
    or(number(at(scaling, name)), otherwise, `the default is ${otherwise.toLocaleString('en-US')}`, at(scaling, name).path);
  return {
    id: provider.resource.id,
    subject: provider.resource.subject,
    name: provider.name,
    managedScaling: or(flag(status, 'ENABLED', 'DISABLED'), false, 'managed scaling is off unless the template switches it on', status.path),
    targetCapacity: size('TargetCapacity', 100),
    minimumScalingStepSize: size('MinimumScalingStepSize', 1),
    maximumScalingStepSize: size('MaximumScalingStepSize', 10_000),
    managedTerminationProtection: or(flag(protection, 'ENABLED', 'DISABLED'), false, 'termination protection is off by default', protection.path),
    instanceWarmupSeconds: number(at(scaling, 'InstanceWarmupPeriod')),
    managedDraining: or(flag(draining, 'ENABLED', 'DISABLED'), true, 'managed draining is on by default', draining.path),
  };
}
