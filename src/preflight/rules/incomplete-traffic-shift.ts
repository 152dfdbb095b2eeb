import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, type ServiceLoadBalancer, type TrafficShift } from '../model';

export const incompleteTrafficShift = templateRule({
  id: 'incomplete-traffic-shift',
  title: 'a blue/green, linear or canary deployment lacks what it moves the traffic with',
  viewsOf: serviceViews,
  judge(view) {
    const { deploymentStrategy, deploymentController, loadBalancers, express } = view.service;
    // ECS itself makes what an express service moves its traffic with.
    if (express) return [];
    if (!deploymentStrategy.known || deploymentStrategy.value === 'ROLLING' || !deploymentController.known || !loadBalancers.known) {return [];}
    if (deploymentController.value !== 'ECS') return [wrongController(view, deploymentStrategy.value, deploymentController.value)];
    return loadBalancers.value
      .filter(({ targetGroup }) => targetGroup !== undefined)
      .flatMap((entry) => incomplete(view, entry, loadBalancers.value));
  },
});

function wrongController({ subject }: ServiceView, strategy: string, controller: string): Problem<ServiceView> {
  return {
    severity: 'error',
    summary: `${subject.constructPath} has the deployment strategy ${strategy} and the controller ${controller}, which has no such strategy`,
    cures: [serviceCure(`remove Strategy ${strategy} from ${subject.constructPath}, or set its DeploymentController to ECS`, { deploymentStrategy: known('ROLLING') })],
  };
}

const PARTS = [
  ['alternateTargetGroup', 'AlternateTargetGroupArn'],
  ['productionListenerRule', 'ProductionListenerRule'],
  ['role', 'RoleArn'],
] as const satisfies readonly (readonly [keyof TrafficShift, string])[];

function incomplete(
  { subject }: ServiceView,
  entry: ServiceLoadBalancer,
  all: readonly ServiceLoadBalancer[],
): readonly Problem<ServiceView>[] {
  const shift: TrafficShift = entry.trafficShift ?? {};
  const missing = PARTS.filter(([key]) => shift[key] === undefined);
  const replaced = (change: TrafficShift) => ({
    loadBalancers: known(all.map((one) => (one === entry ? { ...one, trafficShift: change } : one))),
  });
  if (missing.length > 0) {
    const names = missing.map(([, name]) => name).join(', ');
    return [
      {
        severity: 'error',
        summary: `a load balancer of ${subject.constructPath} lacks ${names}, which its deployment strategy moves the traffic with`,
        cures: [
          serviceCure(
            `set ${names} in LoadBalancers[].AdvancedConfiguration of ${subject.constructPath}`,
            replaced({ ...shift, ...Object.fromEntries(missing.map(([key]) => [key, known('set')])) }),
          ),
        ],
      },
    ];
  }
  const { alternateTargetGroup: alternate } = shift;
  if (!alternate?.known || !entry.targetGroup?.known || alternate.value !== entry.targetGroup.value) return [];
  return [
    {
      severity: 'error',
      summary: `the target group and the alternate target group of ${subject.constructPath} are the same`,
      cures: [
        serviceCure(
          'make a second target group, and name it in AlternateTargetGroupArn',
          replaced({ ...shift, alternateTargetGroup: known('another') }),
        ),
      ],
    },
  ];
}
