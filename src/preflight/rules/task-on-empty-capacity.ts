import { pieces, type Site } from './site';
import { templateRule } from './template-rule';
import { known, unknown, valueOr, type InstanceGroup, type StandaloneTask } from '../model';

const tasks = pieces<StandaloneTask>((model) => model.standaloneTasks);

export const taskOnEmptyCapacity = templateRule({
  id: 'task-on-empty-capacity',
  title: 'a scheduled task has launch type EC2, and nothing keeps an instance for it',
  viewsOf: tasks.viewsOf,
  judge({ piece: task, site }) {
    const cluster = task.cluster.known ? site.model.clusters.find(({ id }) => task.cluster.known && id === task.cluster.value) : undefined;
    if (
      !cluster ||
      cluster.imported ||
      !runsOnEc2(task, valueOr(cluster.defaultStrategy, undefined)) ||
      !task.enabled.known ||
      !task.enabled.value
    ) {
      return [];
    }
    const groups = groupsOf(cluster.id, site);
    if (!groups || groups.length === 0) return [];
    const empty = groups.every(
      ({ minSize, desiredCapacity }) => minSize.known && minSize.value === 0 && desiredCapacity.known && desiredCapacity.value === 0,
    );
    // A policy or a schedule of the group may start an instance before the task.
    const moved = groups.some(
      ({ hasOwnScaling, scheduledActions, scalingPolicies }) =>
        hasOwnScaling === true || (scheduledActions ?? []).length + (scalingPolicies ?? []).length > 0,
    );
    if (!empty || moved || keepsInstances(cluster.id, site)) return [];
    const [first] = groups;
    const provider = groups.find((group) => group.provider)?.provider;
    return [
      {
        severity: 'error' as const,
        summary: `${task.subject.constructPath} has launch type EC2, and ${groups.length === 1 ? 'the one group' : `all ${groups.length} groups`} of ${cluster.subject.constructPath} ${groups.length === 1 ? 'starts' : 'start'} with 0 instances`,
        notes: [
          'managed scaling starts instances for tasks of a capacity provider strategy only; a task with a launch type fails at once and is not tried again',
          'ECS will say "No Container Instances were found in your cluster"',
        ],
        cures: [
          ...(provider
            ? [
              tasks.cure(
                `name ${provider.subject.constructPath} in CapacityProviderStrategy of ${task.subject.constructPath}, in place of the launch type`,
                (model) => ({
                  ...model,
                  standaloneTasks: model.standaloneTasks?.map((one) =>
                    one.id === task.id
                      ? {
                        ...one,
                        launchType: undefined,
                        strategy: known([{ provider: known(first.id), base: known(0), weight: known(1) }]),
                      }
                      : one,
                  ),
                }),
              ),
            ]
            : []),
          tasks.cure(`set MinSize (minCapacity) of ${first.subject.constructPath} from 0 to 1`, (model) => ({
            ...model,
            capacities: model.capacities.map((one) =>
              one.id === first.id && one.kind === 'instance-group' ? { ...one, minSize: known(1), desiredCapacity: known(1) } : one,
            ),
          })),
        ],
      },
    ];
  },
});

function runsOnEc2({ launchType, strategy }: StandaloneTask, clusterDefault: readonly unknown[] | undefined): boolean {
  if (launchType) return launchType.known && launchType.value.toUpperCase() === 'EC2';
  const own = strategy ?? known([]);
  return own.known && own.value.length === 0 && clusterDefault?.length === 0;
}

/** Undefined when a group may belong to the cluster that one cannot tell. */
function groupsOf(cluster: string, { model }: Site): readonly InstanceGroup[] | undefined {
  if (model.capacities.some((capacity) => !capacity.cluster.known)) return undefined;
  return model.capacities.filter(
    (capacity): capacity is InstanceGroup => capacity.kind === 'instance-group' && valueOr(capacity.cluster, '') === cluster,
  );
}

/** A service that is not on Fargate for sure may hold instances, and a task finds room beside it. */
function keepsInstances(cluster: string, { model }: Site): boolean {
  return model.services.some((service) => {
    const elsewhere = service.cluster.known && service.cluster.value !== cluster;
    const launchType = service.launchType ?? unknown('a strategy');
    return !elsewhere && !(launchType.known && launchType.value === 'FARGATE') && valueOr(service.desiredCount, 1) > 0;
  });
}
