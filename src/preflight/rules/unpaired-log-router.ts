import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule, type Problem } from './template-rule';
import { taskViews, type TaskView } from './views';
import { known } from '../model';

export const unpairedLogRouter = templateRule({
  id: 'unpaired-log-router',
  title: 'a container logs through FireLens without a log router, or with two, or a router serves nobody or may end unnoticed',
  viewsOf: taskViews,
  judge(view) {
    const containers = containersOf(view);
    const senders = containers.filter(({ logDriver }) => logDriver?.known && logDriver.value === 'awsfirelens');
    const routers = containers.filter(({ firelensType }) => firelensType !== undefined);
    const unsure = containers.some(({ logDriver }) => logDriver && !logDriver.known);
    return [
      ...(senders.length > 0 && routers.length === 0 ? [noRouter(view, senders)] : []),
      ...(routers.some(({ firelensType }) => firelensType?.known) && senders.length === 0 && !unsure ? [noSender(view, routers)] : []),
      ...(routers.filter(({ firelensType }) => firelensType?.known).length > 1 ? [twoRouters(view, routers)] : []),
      ...(senders.length > 0 ? routers.flatMap((router) => fragile(view, router)) : []),
    ];
  },
});

type Containers = ReturnType<typeof containersOf>;

function noRouter({ subject }: TaskView, senders: Containers): Problem<TaskView> {
  return {
    severity: 'error',
    summary: `${senders.map(containerName).join(', ')} of ${subject.constructPath} ${senders.length === 1 ? 'logs' : 'log'} with awsfirelens, and no container is the log router`,
    notes: [
      'ECS will say "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers"',
    ],
    cures: [
      changeContainer(
        `add a log router (FirelensConfiguration, addFirelensLogRouter), or set LogDriver of ${containerName(senders[0])} to awslogs`,
        senders[0],
        { logDriver: known('awslogs') },
      ),
    ],
  };
}

function noSender({ subject }: TaskView, routers: Containers): Problem<TaskView> {
  return {
    severity: 'error',
    summary: `${containerName(routers[0])} of ${subject.constructPath} is a log router, and no container logs with awsfirelens`,
    notes: [
      'ECS will say "When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver"',
    ],
    cures: [
      changeContainer(
        `remove FirelensConfiguration from ${containerName(routers[0])}, or set LogDriver of the others to awsfirelens`,
        routers[0],
        { firelensType: undefined },
      ),
    ],
  };
}

function twoRouters({ subject }: TaskView, routers: Containers): Problem<TaskView> {
  const last = routers[routers.length - 1];
  return {
    severity: 'warning',
    summary: `${subject.constructPath} has ${routers.length} log routers, ${routers.map(containerName).join(', ')}, and FireLens sends to one`,
    notes: ['which of them gets the logs of awsfirelens is not documented; aws-ecs refuses a second one'],
    cures: [changeContainer(`remove FirelensConfiguration from ${containerName(last)}`, last, { firelensType: undefined })],
  };
}

function fragile({ subject }: TaskView, router: Containers[number]): readonly Problem<TaskView>[] {
  if (!router.essential.known || router.essential.value) return [];
  return [
    {
      severity: 'warning',
      summary: `the log router ${containerName(router)} of ${subject.constructPath} is not essential, so the task goes on without its logs`,
      cures: [changeContainer(`set Essential (essential) of ${containerName(router)} to true`, router, { essential: known(true) })],
    },
  ];
}
