import { balancersOf } from './balancers-of';
import { changeService } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type LoadBalancer, type PlacementModel, type ScalingPolicy, type TargetGroup } from '../model';

const REQUESTS = 'ALBRequestCountPerTarget';
const CPU = 'ECSServiceAverageCPUUtilization';

export const unmeasuredRequestCount = templateRule({
  id: 'unmeasured-request-count',
  title: 'a policy tracks requests per target, and does not measure those of its service',
  viewsOf: siteViews,
  judge: (view) => (view.service.scaling?.policies ?? []).flatMap((policy) => judgePolicy(view, policy)),
});

function judgePolicy(view: SiteView, policy: ScalingPolicy): readonly Problem<SiteView>[] {
  const { metric, resourceLabel: label, subject } = policy;
  if (!metric.known) return [];
  if (metric.value !== REQUESTS) return label && metric.value.startsWith('ECSService') ? [labelOfAnother(view, policy, metric.value)] : [];
  if (!label) {
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} tracks ${REQUESTS}, and names no target group to measure it at`,
        notes: ['Application Auto Scaling refuses the policy without a ResourceLabel'],
        cures: [
          changed(view, policy, `set ResourceLabel of ${subject.constructPath} to app/NAME/ID/targetgroup/NAME/ID (scaleOnRequestCount with targetGroup)`, {
            resourceLabel: known('app/shop/50dc6c495c0c9188/targetgroup/shop/943f017f100becff'),
          }),
          trackCpu(view, policy),
        ],
      },
    ];
  }
  if (!label.known) return [];
  const wrong = wrongShape(view, policy, label.value) ?? foreign(view, policy, label.value);
  return wrong ? [wrong] : moving(view, policy);
}

function changed(view: SiteView, policy: ScalingPolicy, text: string, change: Partial<ScalingPolicy>) {
  const { scaling, id } = view.service;
  const policies = (scaling?.policies ?? []).map((one) => (one === policy ? { ...policy, ...change } : one));
  return siteCure(text, (model: PlacementModel) => (scaling ? changeService(model, id, { scaling: { ...scaling, policies } }) : model));
}

function trackCpu(view: SiteView, policy: ScalingPolicy) {
  return changed(view, policy, `track ${CPU} (trackCpuUtilization) in ${policy.subject.constructPath} instead`, {
    metric: known(CPU), resourceLabel: undefined, targetValue: known(60),
  });
}

function labelOfAnother(view: SiteView, policy: ScalingPolicy, metric: string): Problem<SiteView> {
  return {
    severity: 'error',
    summary: `${policy.subject.constructPath} tracks ${metric}, and has the ResourceLabel of a request count`,
    notes: [`Application Auto Scaling takes a ResourceLabel for ${REQUESTS} only`],
    cures: [changed(view, policy, `remove ResourceLabel from ${policy.subject.constructPath}`, { resourceLabel: undefined })],
  };
}

function wrongShape(view: SiteView, policy: ScalingPolicy, label: string): Problem<SiteView> | undefined {
  // A piece that the deployment fills in may hold any part of it.
  if (label.includes('${') || /^app\/[^/]+\/[^/]+\/targetgroup\/[^/]+\/[^/]+$/.test(label)) return undefined;
  const network = /^net\//.test(label);
  return {
    severity: 'error',
    summary: `${policy.subject.constructPath} measures requests at ${label}, ${network ? 'and a Network Load Balancer counts none' : 'which is not app/NAME/ID/targetgroup/NAME/ID'}`,
    cures: [trackCpu(view, policy)],
  };
}

function foreign(view: SiteView, policy: ScalingPolicy, label: string): Problem<SiteView> | undefined {
  const { site, service } = view;
  const group = referred(label, 'TargetGroupFullName', site.targetGroups);
  const balancer = referred(label, 'LoadBalancerFullName', site.loadBalancers);
  const on = group && balancersOf(group.id, site);
  if (group && balancer && on && on.length > 0 && !on.includes(balancer)) return apart(view, policy, group, balancer);
  const entries = service.loadBalancers.known ? service.loadBalancers.value : undefined;
  if (!group || !entries) return undefined;
  const own = entries.flatMap(({ targetGroup, trafficShift }) => [targetGroup, trafficShift?.alternateTargetGroup]).filter((id) => id !== undefined);
  if (own.some((id) => !id.known || id.value === group.id)) return undefined;
  const [first] = own.flatMap((id) => (id.known ? [id.value] : []));
  const right = first === undefined ? undefined : site.targetGroups.get(first);
  return {
    severity: 'warning',
    summary: `${policy.subject.constructPath} counts requests of ${group.subject.constructPath}, where ${service.subject.constructPath} registers no tasks`,
    notes: ['the service follows the load of another one'],
    cures: [
      ...(right && balancer ? [changed(view, policy, `measure at ${right.subject.constructPath} in the ResourceLabel of ${policy.subject.constructPath}`, {
        resourceLabel: known(label.replace(`\${${group.id}.`, `\${${right.id}.`)),
      })] : []),
      trackCpu(view, policy),
    ],
  };
}

function apart(view: SiteView, policy: ScalingPolicy, group: TargetGroup, balancer: LoadBalancer): Problem<SiteView> {
  return {
    severity: 'warning',
    summary: `${policy.subject.constructPath} counts requests of ${group.subject.constructPath} at ${balancer.subject.constructPath}, which does not send to it`,
    notes: ['the metric has no data, so the policy never scales'],
    cures: [trackCpu(view, policy)],
  };
}

/** The resource whose attribute stands in the label. */
function referred<T>(label: string, attribute: string, all: ReadonlyMap<string, T>): T | undefined {
  const name = new RegExp(`\\$\\{([^}]+)\\.${attribute}\\}`).exec(label)?.[1];
  return name === undefined ? undefined : all.get(name);
}

/** Deployments move the traffic from one target group to the other; the label stays. */
function moving(view: SiteView, policy: ScalingPolicy): readonly Problem<SiteView>[] {
  const { deploymentController: controller, deploymentStrategy: strategy, subject } = view.service;
  const how = controller.known && controller.value === 'CODE_DEPLOY' ? 'CODE_DEPLOY'
    : controller.known && controller.value === 'ECS' && strategy.known && strategy.value !== 'ROLLING' ? strategy.value : undefined;
  if (how === undefined) return [];
  return [
    {
      severity: 'warning',
      summary: `${policy.subject.constructPath} counts requests at one target group, and ${how} deployments of ${subject.constructPath} move them to the other`,
      notes: ['after each second deployment the policy sees no request, and scales in to the minimum'],
      cures: [trackCpu(view, policy)],
    },
  ];
}
