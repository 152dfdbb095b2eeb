import { pieces } from './site';
import { templateRule } from './template-rule';
import { groupsOf, placesOf, serviceViews, type ServiceView } from './views';
import { QUOTAS } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known, valueOr, type Cluster, type PlacementModel } from '../model';

const clusters = pieces<Cluster>((model) => model.clusters.filter(({ imported }) => !imported));

export const provisioningOverLimit = templateRule({
  id: 'provisioning-over-limit',
  title: 'more tasks wait for capacity on the first deployment than a cluster takes',
  viewsOf: clusters.viewsOf,
  judge({ piece: cluster, site }) {
    const most = QUOTAS.provisioningTasksPerCluster.value;
    const waiting = serviceViews(site.model)
      .filter((view) => waits(view, cluster))
      .map(({ service }) => ({ service, tasks: valueOr(service.desiredCount, 0) }))
      .sort((one, other) => other.tasks - one.tasks);
    const tasks = waiting.reduce((sum, one) => sum + one.tasks, 0);
    if (tasks <= most) return [];
    const [largest] = waiting;
    const fewer = largest.tasks - (tasks - most);
    return [
      {
        severity: 'warning' as const,
        summary: `${number(tasks)} tasks of ${cluster.subject.constructPath} wait for instances at once on the first deployment, and ECS keeps ${number(most)} waiting`,
        evidence: [
          {
            kind: 'table' as const,
            columns: ['', 'tasks'],
            rows: waiting.slice(0, 8).map((one) => ({ cells: [one.service.subject.constructPath, number(one.tasks)] })),
          },
        ],
        notes: [
          'ECS will say "the tasks provisioning capacity limit was exceeded"; the others are tried again, and the deployment takes longer',
        ],
        cures:
          fewer < 1
            ? []
            : [
              clusters.cure(
                `create ${largest.service.subject.constructPath} with ${number(fewer)} instead of ${number(largest.tasks)} tasks, and set the rest later`,
                (model: PlacementModel) => ({
                  ...model,
                  services: model.services.map((one) => (one.id === largest.service.id ? { ...one, desiredCount: known(fewer) } : one)),
                }),
              ),
            ],
      },
    ];
  },
});

/** Tasks wait in PROVISIONING where every instance they may run on is still to be started by managed scaling. */
function waits(view: ServiceView, cluster: Cluster): boolean {
  const places = placesOf(view);
  const groups = groupsOf(view);
  if (view.cluster?.id !== cluster.id || view.service.launchType || !places.known || !places.value.every((place) => place === 'instances')) {return false;}
  return (
    groups.known &&
    groups.value.length > 0 &&
    groups.value.every(
      ({ provider, desiredCapacity, minSize }) =>
        provider?.managedScaling.known === true &&
        provider.managedScaling.value &&
        [desiredCapacity, minSize].every((size) => size.known && size.value === 0),
    )
  );
}
