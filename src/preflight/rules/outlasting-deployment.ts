import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { number } from '../explain/refusal-summary';
import type { Evidence } from '../findings';
import { known, valueOr, type DeploymentLifecycleHook, type Service } from '../model';

/** CloudFormation refuses a deployment whose waits add up to more. */
const REFUSED_ABOVE_MINUTES = 33 * 60;
/** CloudFormation gives up. */
const GIVEN_UP_AFTER_MINUTES = 36 * 60;
/** Of a hook that says nothing else. */
const HOOK_TIMEOUT_MINUTES = 1_440;

export const outlastingDeployment = templateRule({
  id: 'outlasting-deployment',
  title: 'a deployment waits longer than CloudFormation does',
  viewsOf: serviceViews,
  judge(view) {
    const { deploymentController, deploymentStrategy, express } = view.service;
    if (express || !deploymentController.known || deploymentController.value !== 'ECS' || !deploymentStrategy.known) return [];
    const waits = waitsOf(view.service, deploymentStrategy.value);
    if (!waits) return [];
    const planned = sum(waits);
    if (planned > REFUSED_ABOVE_MINUTES && deploymentStrategy.value !== 'ROLLING') return [refused(view, waits, planned)];
    const pauses = pausesOf(view.service);
    const most = planned + sum(pauses);
    return pauses.length === 0 || most <= GIVEN_UP_AFTER_MINUTES ? [] : [givenUp(view, [...waits, ...pauses], most)];
  },
});

interface Wait {
  readonly what: string;
  readonly minutes: number;
}

/** Undefined where one of them is not known. */
function waitsOf({ bakeTimeMinutes, deploymentSettings }: Service, strategy: string): readonly Wait[] | undefined {
  if (bakeTimeMinutes?.known === false) return undefined;
  const bake = { what: 'bake time', minutes: bakeTimeMinutes ? bakeTimeMinutes.value : 0 };
  if (strategy === 'LINEAR') {
    const percent = deploymentSettings?.linear?.stepPercent ?? known(10);
    const minutes = deploymentSettings?.linear?.stepBakeTimeMinutes ?? known(6);
    if (!percent.known || !minutes.known || percent.value <= 0) return undefined;
    const steps = stepsOf(percent.value);
    return [bake, { what: `${number(steps)} steps of ${number(minutes.value)} minutes`, minutes: steps * minutes.value }];
  }
  if (strategy === 'CANARY') {
    const minutes = deploymentSettings?.canary?.bakeTimeMinutes ?? known(10);
    return minutes.known ? [bake, { what: 'bake time of the canary', minutes: minutes.value }] : undefined;
  }
  return [bake];
}

/** As CloudFormation counts them: the last step is the end of the deployment, and nothing waits after it. */
function stepsOf(percent: number): number {
  const parts = 100 / percent;
  return Number.isInteger(parts) ? parts - 1 : Math.floor(parts);
}

function pausesOf({ deploymentSettings }: Service): readonly Wait[] {
  const hooks = deploymentSettings?.lifecycleHooks;
  return (hooks?.known ? hooks.value : []).flatMap(({ targetType, stages, timeoutMinutes }: DeploymentLifecycleHook) =>
    targetType?.known && targetType.value === 'PAUSE' && stages.known && timeoutMinutes?.known !== false
      ? stages.value.map((stage) => ({ what: `pause at ${stage}`, minutes: valueOr(timeoutMinutes ?? known(HOOK_TIMEOUT_MINUTES), 0) }))
      : []);
}

function refused(view: ServiceView, waits: readonly Wait[], minutes: number): Problem<ServiceView> {
  return {
    severity: 'error',
    summary: `a deployment of ${view.subject.constructPath} waits ${number(minutes)} minutes by itself, and CloudFormation takes ${number(REFUSED_ABOVE_MINUTES)}`,
    evidence: [table(waits)],
    notes: ['CloudFormation refuses it before it starts; the time in which tasks start and hooks run is not counted yet'],
    cures: shorter(view, waits),
  };
}

/** The longest of the waits, made as short as it takes, where that is possible at all. */
function shorter({ service, subject }: ServiceView, waits: readonly Wait[]) {
  const [bake, other] = waits;
  const { deploymentSettings: settings } = service;
  if (!other || bake.minutes > other.minutes) {
    const to = Math.max(0, REFUSED_ABOVE_MINUTES - (other?.minutes ?? 0));
    return [serviceCure<ServiceView>(`set BakeTimeInMinutes (bakeTime) of ${subject.constructPath} from ${number(bake.minutes)} to ${number(to)}`, { bakeTimeMinutes: known(to) })];
  }
  const left = REFUSED_ABOVE_MINUTES - bake.minutes;
  if (settings?.linear?.stepPercent.known && settings.linear.stepBakeTimeMinutes.known) {
    const { stepPercent, stepBakeTimeMinutes } = settings.linear;
    const to = Math.floor(left / stepsOf(stepPercent.value));
    return [
      serviceCure<ServiceView>(`set StepBakeTimeInMinutes (stepBakeTime) of ${subject.constructPath} from ${number(stepBakeTimeMinutes.value)} to ${number(to)}`, {
        deploymentSettings: { ...settings, linear: { stepPercent, stepBakeTimeMinutes: known(to) } },
      }),
    ];
  }
  return settings?.canary
    ? [
      serviceCure<ServiceView>(`set CanaryBakeTimeInMinutes (canaryBakeTime) of ${subject.constructPath} from ${number(other.minutes)} to ${number(left)}`, {
        deploymentSettings: { ...settings, canary: { ...settings.canary, bakeTimeMinutes: known(left) } },
      }),
    ]
    : [];
}

function givenUp({ service, subject }: ServiceView, waits: readonly Wait[], minutes: number): Problem<ServiceView> {
  const hooks = service.deploymentSettings?.lifecycleHooks;
  const pauses = (hooks?.known ? hooks.value : []).filter(({ targetType }) => targetType?.known && targetType.value === 'PAUSE');
  const others = sum(waits) - sum(pausesOf(service));
  const count = pausesOf(service).length;
  const each = Math.floor((GIVEN_UP_AFTER_MINUTES - others) / count);
  return {
    severity: 'warning',
    summary: `a deployment of ${subject.constructPath} may wait ${number(minutes)} minutes for somebody to continue it, and CloudFormation gives up after ${number(GIVEN_UP_AFTER_MINUTES)}`,
    evidence: [table(waits)],
    notes: ['CloudFormation rolls the stack back then, while the hook would still wait'],
    cures: each < 1 || !hooks?.known ? [] : [
      serviceCure(`set TimeoutConfiguration.TimeoutInMinutes of the pause hooks of ${subject.constructPath} to at most ${number(each)}`, {
        deploymentSettings: {
          ...service.deploymentSettings,
          lifecycleHooks: known(hooks.value.map((hook) => (pauses.includes(hook) ? { ...hook, timeoutMinutes: known(each) } : hook))),
        },
      }),
    ],
  };
}

function table(waits: readonly Wait[]): Evidence {
  return { kind: 'table', columns: ['', 'minutes'], rows: waits.map(({ what, minutes }) => ({ cells: [what, number(minutes)] })) };
}

function sum(waits: readonly Wait[]): number {
  return waits.reduce((total, { minutes }) => total + minutes, 0);
}
