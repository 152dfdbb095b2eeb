import type { Rule } from './rule';
import type { Catalog } from '../catalog';
import type { Finding, FindingSubject } from '../findings';
import type { Capacity } from '../model';
import { managedFit, onManagedInstances, type OnManagedInstances } from '../scenario/managed-fit';

export const unresolvedValue: Rule = {
  id: 'unresolved-value',
  title: 'a value is not known before deployment, so a verdict depends on it',
  check(context) {
    const findings: Finding[] = [];
    for (const { judgements, leftOut } of context.clusters) {
      const named = new Set<string>();
      for (const judgement of judgements) {
        if (judgement.hidden === undefined || judgement.verdict !== 'unknown' || named.has(judgement.service.id)) continue;
        named.add(judgement.service.id);
        findings.push(
          note(`whether ${judgement.service.subject.constructPath} fits is not known`, judgement.service.subject, judgement.hidden ?? ''),
        );
      }
      for (const left of leftOut) {
        const managed = onManagedInstances(context.model, left.service);
        const because = managed ? unknownFit(managed, context.options.catalog) : left.because;
        if (because === undefined || because === 'fargate') continue;
        findings.push(note(`${left.service.subject.constructPath} is not simulated`, left.service.subject, because));
      }
    }
    for (const capacity of context.model.capacities) findings.push(...unknownTypes(capacity, context.options.catalog));
    return findings;
  },
};

function unknownFit(managed: OnManagedInstances, catalog: Catalog): string | undefined {
  const fit = managedFit(managed, catalog);
  return fit.kind === 'unknown' ? fit.because : undefined;
}

function unknownTypes(capacity: Capacity, catalog: Catalog): readonly Finding[] {
  const types = capacity.kind === 'instance-group' ? capacity.instanceTypes : capacity.allowedInstanceTypes;
  if (!types.known) return [];
  return types.value
    // Managed Instances take patterns such as `m7i.*`, which name no single type.
    .filter((name) => !name.includes('*') && !catalog.find(name))
    .map((name) => {
      const near = catalog.nearest(name);
      return note(
        `the instance type ${name} of ${capacity.subject.constructPath} is not in the catalog`,
        capacity.subject,
        near.length > 0 ? `known types with a similar name: ${near.join(', ')}` : 'no known type has a similar name',
      );
    });
}

function note(summary: string, subject: FindingSubject, because: string): Finding {
  return { ruleId: 'unresolved-value', severity: 'note', summary, subject, evidence: [], notes: [because], help: [] };
}
