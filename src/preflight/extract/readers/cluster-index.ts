import { pattern, at, propertiesOf, type Property } from './property';
import { ofType, type Reading } from './reading';
import { known, unknown, type Cluster, type Known } from '../../model';
import { partsOf, renderParts } from '../intrinsics/text';
import type { TextPart } from '../intrinsics/value';
import type { Resource } from '../template/stack';

/** Finds clusters by what refers to them, and keeps those that the input only names. */
export interface ClusterIndex {
  /** Id of the cluster a property refers to; `default` when it is absent. */
  find(property: Property, by: Resource): Known<string>;
  /** The same for pieces of text, such as those of user data; `from` says where they stand. */
  findParts(parts: readonly TextPart[], by: Resource, from: string): Known<string>;
  /** Clusters that are named and not declared. */
  imported(): readonly Cluster[];
}

export function indexClusters(reading: Reading): ClusterIndex {
  const byName = new Map<string, string>();
  for (const resource of ofType(reading, 'AWS::ECS::Cluster')) {
    const name = pattern(at(propertiesOf(resource, reading.evaluation), 'ClusterName'));
    if (name?.known) {
      byName.set(name.value, resource.id);
    }
  }
  const imported = new Map<string, Cluster>();
  const findParts = (parts: readonly TextPart[], by: Resource, from: string): Known<string> => {
    const declared = parts.find((part) => typeof part !== 'string' && part.kind === 'reference' && part.resource.type === 'AWS::ECS::Cluster');
    if (declared !== undefined && typeof declared !== 'string' && declared.kind === 'reference') {
      return known(declared.resource.id, from);
    }
    const rendered = renderParts(parts);
    if ('because' in rendered) {
      return unknown(rendered.because, from);
    }
    const name = rendered.text.replace(/^arn:.*:cluster\//, '');
    return known(byName.get(name) ?? importCluster(name, by, from, imported), from);
  };
  return {
    find: (property, by) => {
      const { value, path } = property;
      return value.kind === 'absent' ? findParts(['default'], by, path) : findParts(partsOf(value), by, path);
    },
    findParts,
    imported: () => [...imported.values()].sort((one, other) => one.id < other.id ? -1 : 1),
  };
}

function importCluster(name: string, by: Resource, from: string, imported: Map<string, Cluster>): string {
  const id = `cluster/${name}`;
  const because = `the cluster ${name} is not declared in the input`;
  if (!imported.has(id)) {
    imported.set(id, {
      id,
      subject: { ...by.subject, constructPath: name },
      name: known(name, from),
      imported: true,
      capacityProviders: unknown(because),
      defaultStrategy: unknown(because),
    });
  }
  return id;
}
