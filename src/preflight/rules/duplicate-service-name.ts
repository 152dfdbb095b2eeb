import { templateRule } from './template-rule';
import { clusterViews, type ClusterView } from './views';
import { unknown } from '../model';
import type { Service } from '../model';

export const duplicateServiceName = templateRule<ClusterView>({
  id: 'duplicate-service-name',
  title: 'two services of one cluster have the same name',
  viewsOf: clusterViews,
  judge({ cluster, services }, { model }) {
    const byName = new Map<string, Service[]>();
    for (const service of services) {
      // A name of pseudo parameters is another one in every region.
      if (!service.name.known || service.name.value.includes('${')) continue;
      // Templates that share an imported cluster may go to different accounts.
      const key = cluster.imported ? `${service.subject.templatePath}\n${service.name.value}` : service.name.value;
      byName.set(key, [...byName.get(key) ?? [], service]);
    }
    const conditional = new Set(
      model.notes.filter(({ text }) => text.includes('is judged as if it were deployed')).map(({ subject }) => subject?.constructPath),
    );
    return [...byName.values()].filter((same) => same.length > 1).map((same) => {
      const certain = same.filter(({ subject }) => !conditional.has(subject.constructPath)).length > 1;
      const paths = same.map(({ subject }) => subject.constructPath);
      const name = same[0].name.known ? same[0].name.value : '';
      return {
        severity: certain ? 'error' as const : 'warning' as const,
        summary: `${paths.length} services of ${cluster.subject.constructPath} are named ${name}`,
        evidence: [{ kind: 'text' as const, lines: paths }],
        notes: certain ? [] : ['a condition that only the deployment decides may leave one of them out'],
        cures: [
          {
            text: `remove ServiceName (serviceName) from ${paths.slice(1).join(', ')}; CloudFormation then makes up a name that nobody else has`,
            apply: (view) => ({
              ...view,
              services: view.services.map((service) =>
                same.indexOf(service) > 0 ? { ...service, name: unknown('CloudFormation makes up the name at deployment') } : service),
            }),
          },
        ],
      };
    });
  },
});
