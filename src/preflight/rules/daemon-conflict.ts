import { templateRule, type Problem } from './template-rule';
import { serviceViews, strategyOf, type ServiceView } from './views';
import { known } from '../model';

/** Fargate daemons are cfn-lint's E3044 and left to it. */
export const daemonConflict = templateRule({
  id: 'daemon-conflict',
  title: 'a daemon is given a setting that ECS refuses for daemons',
  viewsOf: serviceViews,
  judge(view) {
    const { schedulingStrategy } = view.service;
    if (!schedulingStrategy.known || schedulingStrategy.value !== 'DAEMON') return [];
    return [...strategyProblem(view), ...placementProblem(view), ...controllerProblem(view)];
  },
});

function strategyProblem(view: ServiceView): readonly Problem<ServiceView>[] {
  const strategy = strategyOf(view);
  if (!strategy?.known || strategy.value.length === 0) return [];
  const { subject, strategy: own } = view.service;
  const inherited = !own || (own.known && own.value.length === 0);
  return [
    {
      // The documents refuse an explicit strategy; that the cluster's default counts is known from user reports.
      severity: inherited ? 'warning' : 'error',
      summary: inherited
        ? `the daemon ${subject.constructPath} gets the default capacity provider strategy of its cluster, which ECS refuses for daemons`
        : `the daemon ${subject.constructPath} has a capacity provider strategy, which ECS refuses for daemons`,
      notes: ['ECS will say "Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy."'],
      cures: [
        {
          text: `set LaunchType of ${subject.constructPath} to EC2${inherited ? '' : ' and remove its CapacityProviderStrategy'}`,
          apply: (old) => ({ ...old, service: { ...old.service, launchType: known('EC2'), strategy: undefined } }),
        },
      ],
    },
  ];
}

function placementProblem({ service }: ServiceView): readonly Problem<ServiceView>[] {
  if (!service.placementStrategies.known || service.placementStrategies.value.length === 0) return [];
  return [
    {
      severity: 'error',
      summary: `the daemon ${service.subject.constructPath} has placement strategies, and a daemon runs on every instance`,
      notes: ['constraints are allowed: they choose the instances that get a task'],
      cures: [
        {
          text: `remove PlacementStrategies from ${service.subject.constructPath}`,
          apply: (old) => ({ ...old, service: { ...old.service, placementStrategies: known([]) } }),
        },
      ],
    },
  ];
}

function controllerProblem({ service }: ServiceView): readonly Problem<ServiceView>[] {
  const { deploymentController, subject } = service;
  if (!deploymentController.known || deploymentController.value === 'ECS') return [];
  return [
    {
      severity: 'error',
      summary: `the daemon ${subject.constructPath} has the deployment controller ${deploymentController.value}, which has no daemons`,
      cures: [
        {
          text: `set DeploymentController.Type of ${subject.constructPath} from ${deploymentController.value} to ECS`,
          apply: (old) => ({ ...old, service: { ...old.service, deploymentController: known('ECS') } }),
        },
      ],
    },
  ];
}
