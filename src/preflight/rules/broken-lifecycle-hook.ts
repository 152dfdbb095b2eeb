import { changeRole, changeService } from './change-model';
import { neverAllowed, withStatement } from './role-questions';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { sureness } from './unseen-additions';
import { number } from '../explain/refusal-summary';
import { known, type DeploymentLifecycleHook, type PlacementModel } from '../model';

const HOOKS_OF_A_KIND = 10;
const LONGEST = { lambda: 1_440, pause: 20_160 } as const;

export const brokenLifecycleHook = templateRule({
  id: 'broken-lifecycle-hook',
  title: 'a lifecycle hook of a deployment cannot be called, or ECS refuses it',
  viewsOf: siteViews,
  judge(view) {
    const hooks = view.service.deploymentSettings?.lifecycleHooks;
    if (!hooks?.known) return [];
    return [
      ...tooMany(view, hooks.value),
      ...hooks.value.flatMap((hook, position) => {
        const one = { view, hook, name: `lifecycle hook ${position + 1} of ${view.subject.constructPath}`, all: hooks.value };
        return [...parts(one), ...stages(one), ...timeout(one), ...permission(one)];
      }),
    ];
  },
});

interface OneHook {
  readonly view: SiteView;
  readonly hook: DeploymentLifecycleHook;
  readonly name: string;
  readonly all: readonly DeploymentLifecycleHook[];
}

type Kind = 'lambda' | 'pause';

/** Undefined where the template does not tell it. A function is called unless the hook says otherwise. */
function kindOf({ targetType }: DeploymentLifecycleHook): Kind | undefined {
  if (!targetType) return 'lambda';
  return !targetType.known ? undefined : targetType.value === 'PAUSE' ? 'pause' : 'lambda';
}

function withHooks(model: PlacementModel, { service }: SiteView, hooks: readonly DeploymentLifecycleHook[]): PlacementModel {
  return changeService(model, service.id, { deploymentSettings: { ...service.deploymentSettings, lifecycleHooks: known(hooks) } });
}

function changed({ view, hook, all }: OneHook, text: string, change: Partial<DeploymentLifecycleHook>) {
  return siteCure(text, (model) => withHooks(model, view, all.map((other) => (other === hook ? { ...hook, ...change } : other))));
}

function tooMany(view: SiteView, hooks: readonly DeploymentLifecycleHook[]): readonly Problem<SiteView>[] {
  return (['lambda', 'pause'] as const).flatMap((kind): readonly Problem<SiteView>[] => {
    const same = hooks.filter((hook) => kindOf(hook) === kind);
    if (same.length <= HOOKS_OF_A_KIND) return [];
    const what = kind === 'pause' ? 'pause hooks' : 'Lambda hooks';
    return [
      {
        severity: 'error',
        summary: `${view.subject.constructPath} has ${same.length} ${what}, and ECS takes ${HOOKS_OF_A_KIND}`,
        cures: [
          siteCure(`keep ${HOOKS_OF_A_KIND} ${what} of ${view.subject.constructPath}`, (model) =>
            withHooks(model, view, hooks.filter((hook) => !same.slice(HOOKS_OF_A_KIND).includes(hook))),
          ),
        ],
      },
    ];
  });
}

function parts(one: OneHook): readonly Problem<SiteView>[] {
  const { hook, name } = one;
  if (kindOf(hook) !== 'lambda') return [];
  const missing = [...(hook.target ? [] : ['HookTargetArn']), ...(hook.role ? [] : ['RoleArn'])];
  if (missing.length === 0) return [];
  return [
    {
      severity: 'error',
      summary: `${name} lacks ${missing.join(' and ')}, with which ECS calls its function`,
      cures: [
        changed(one, `set ${missing.join(' and ')} of ${name}`, {
          target: hook.target ?? known('arn:aws:lambda:us-east-1:123456789012:function:check'),
          role: hook.role ?? known('arn:aws:iam::123456789012:role/hook'),
        }),
      ],
    },
  ];
}

/** A pause stands between two stages: while traffic is moving, ECS calls functions only. */
const MOVING = ['TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT'];

function stages(one: OneHook): readonly Problem<SiteView>[] {
  const { hook, name } = one;
  if (!hook.stages.known) return [];
  if (hook.stages.value.length === 0) {
    return [
      {
        severity: 'error',
        summary: `${name} names no stage at which it runs`,
        cures: [changed(one, `set LifecycleStages (lifecycleStages) of ${name}, such as [POST_TEST_TRAFFIC_SHIFT]`, { stages: known(['POST_TEST_TRAFFIC_SHIFT']) })],
      },
    ];
  }
  const moving = hook.stages.value.filter((stage) => MOVING.includes(stage));
  if (kindOf(hook) !== 'pause' || moving.length === 0) return [];
  const after = hook.stages.value.map((stage) => (MOVING.includes(stage) ? `POST_${stage}` : stage));
  return [
    {
      severity: 'error',
      summary: `${name} pauses at ${moving.join(' and ')}, and ECS takes no pause while traffic is moving`,
      cures: [changed(one, `set LifecycleStages of ${name} from ${hook.stages.value.join(', ')} to ${after.join(', ')}`, { stages: known([...new Set(after)]) })],
    },
  ];
}

function timeout(one: OneHook): readonly Problem<SiteView>[] {
  const { hook, name } = one;
  const kind = kindOf(hook);
  if (!kind || !hook.timeoutMinutes?.known) return [];
  const most = LONGEST[kind];
  const { value } = hook.timeoutMinutes;
  if (value >= 1 && value <= most) return [];
  return [
    {
      severity: 'error',
      summary: `${name} has a timeout of ${number(value)} minutes, and ECS takes 1 to ${number(most)}`,
      cures: [changed(one, `set TimeoutConfiguration.TimeoutInMinutes of ${name} from ${number(value)} to ${number(value < 1 ? 1 : most)}`, { timeoutMinutes: known(value < 1 ? 1 : most) })],
    },
  ];
}

const INVOKE = ['lambda:InvokeFunction'] as const;

function permission({ view, hook, name }: OneHook): readonly Problem<SiteView>[] {
  const { site } = view;
  const role = hook.role?.known ? site.roles.get(hook.role.value) : undefined;
  if (kindOf(hook) !== 'lambda' || !hook.target || !role || neverAllowed(role, INVOKE).length === 0) return [];
  const { severity, notes } = sureness(site);
  return [
    {
      severity,
      summary: `${name} calls its function as ${role.subject.constructPath}, which lacks lambda:InvokeFunction`,
      notes: ['ECS cannot call the function, and rolls the deployment back', ...notes],
      cures: [
        siteCure(`allow lambda:InvokeFunction in ${role.subject.constructPath}`, (model) => changeRole(model, role.id, withStatement(role, INVOKE, '*'))),
      ],
    },
  ];
}
