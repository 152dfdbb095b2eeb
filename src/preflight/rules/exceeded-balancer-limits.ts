import { pieces } from './site';
import { templateRule } from './template-rule';
import { number } from '../explain/refusal-summary';
import {
  known,
  mapKnown,
  type Listener,
  type ListenerRule,
  type LoadBalancer,
  type LoadBalancing,
  type PlacementModel,
  type Subject,
} from '../model';

/** Something that Elastic Load Balancing counts. */
interface Counted {
  readonly id: string;
  readonly subject: Subject;
  readonly count: number;
  readonly most: number;
  /** True when AWS raises it on request, so that the account may have more. */
  readonly adjustable: boolean;
  /** Plural of what is counted. */
  readonly what: string;
  readonly note?: string;
  readonly cure: string;
  lessIn(balancing: LoadBalancing): LoadBalancing;
}

const counted = pieces<Counted>((model) =>
  model.loadBalancing ? [...ofRules(model.loadBalancing), ...ofBalancers(model.loadBalancing)] : [],
);

export const exceededBalancerLimits = templateRule({
  id: 'exceeded-balancer-limits',
  title: 'a load balancer or a listener rule has more of something than Elastic Load Balancing takes',
  viewsOf: counted.viewsOf,
  judge({ piece: { subject, count, most, adjustable, what, note, cure, lessIn } }) {
    if (count <= most) return [];
    return [
      {
        severity: adjustable ? ('warning' as const) : ('error' as const),
        summary: `${subject.constructPath} has ${number(count)} ${what}, and Elastic Load Balancing takes ${number(most)}`,
        notes: [...(note === undefined ? [] : [note]), ...(adjustable ? ['the quota of the account may be higher'] : [])],
        cures: [
          counted.cure(cure, (model: PlacementModel) =>
            model.loadBalancing ? { ...model, loadBalancing: lessIn(model.loadBalancing) } : model,
          ),
        ],
      },
    ];
  },
});

const CONDITION_VALUES = 5;
const GROUPS_OF_AN_ACTION = 5;
const GROUPS_OF_A_BALANCER = 100;
const RULES_OF_A_BALANCER = 100;

function ofRules({ rules, listeners }: LoadBalancing): readonly Counted[] {
  return [
    ...rules.flatMap((rule): readonly Counted[] =>
      rule.conditionValues.known
        ? [
          {
            id: `${rule.id} conditions`,
            subject: rule.subject,
            count: rule.conditionValues.value,
            most: CONDITION_VALUES,
            adjustable: false,
            what: 'condition values',
            note: 'Elastic Load Balancing will say "A rule can only have \'5\' condition values"',
            cure: `move the values of ${rule.subject.constructPath} above ${CONDITION_VALUES} to a second rule with the same actions`,
            lessIn: (balancing) => ({
              ...balancing,
              rules: balancing.rules.map((one) => (one.id === rule.id ? { ...one, conditionValues: known(CONDITION_VALUES) } : one)),
            }),
          },
        ]
        : [],
    ),
    ...[...rules, ...listeners].flatMap((one) => actionsOf(one)),
  ];
}

function actionsOf(one: Listener | ListenerRule): readonly Counted[] {
  const most = Math.max(
    0,
    ...(one.actions?.known ? one.actions.value : []).map(({ targets }) => (targets.known ? targets.value.length : 0)),
  );
  return [
    {
      id: `${one.id} targets`,
      subject: one.subject,
      count: most,
      most: GROUPS_OF_AN_ACTION,
      adjustable: false,
      what: 'target groups in one action',
      cure: `keep ${GROUPS_OF_AN_ACTION} target groups in the action of ${one.subject.constructPath}`,
      lessIn: (balancing) => ({
        ...balancing,
        rules: balancing.rules.map((other) => fewer(other, one.id)),
        listeners: balancing.listeners.map((other) => fewer(other, one.id)),
      }),
    },
  ];
}

function fewer<T extends Listener | ListenerRule>(one: T, id: string): T {
  return one.id !== id || !one.actions
    ? one
    : {
      ...one,
      actions: mapKnown(one.actions, (actions) =>
        actions.map((action) => ({ ...action, targets: mapKnown(action.targets, (targets) => targets.slice(0, GROUPS_OF_AN_ACTION)) })),
      ),
    };
}

function ofBalancers({ loadBalancers, listeners, rules }: LoadBalancing): readonly Counted[] {
  return loadBalancers
    .filter(({ type }) => type.known && type.value === 'application')
    .flatMap((balancer): readonly Counted[] => {
      const own = listeners.filter(({ loadBalancer }) => loadBalancer.known && loadBalancer.value === balancer.id);
      const ids = own.map(({ id }) => id);
      const ruled = rules.filter(({ listener }) => listener.known && ids.includes(listener.value));
      return [rulesOf(balancer, ruled), groupsOf(balancer, [...own, ...ruled])];
    });
}

function rulesOf(balancer: LoadBalancer, ruled: readonly ListenerRule[]): Counted {
  return {
    id: `${balancer.id} rules`,
    subject: balancer.subject,
    count: ruled.length,
    most: RULES_OF_A_BALANCER,
    adjustable: true,
    what: 'rules, those of its default actions not counted',
    cure: `move rules of ${balancer.subject.constructPath} to a second load balancer, or raise the quota "Rules per Application Load Balancer"`,
    lessIn: (balancing) => ({
      ...balancing,
      rules: balancing.rules.filter((rule) => !ruled.slice(RULES_OF_A_BALANCER).some(({ id }) => id === rule.id)),
    }),
  };
}

function groupsOf(balancer: LoadBalancer, forwarders: readonly (Listener | ListenerRule)[]): Counted {
  const groups = new Set(
    forwarders
      .flatMap(({ forwardsTo }) => (forwardsTo.known ? forwardsTo.value : []))
      .flatMap((group) => (group.known ? [group.value] : [])),
  );
  const over = [...groups].slice(GROUPS_OF_A_BALANCER);
  const without = <T extends Listener | ListenerRule>(one: T): T => ({
    ...one,
    forwardsTo: mapKnown(one.forwardsTo, (all) => all.filter((group) => !group.known || !over.includes(group.value))),
  });
  return {
    id: `${balancer.id} groups`,
    subject: balancer.subject,
    count: groups.size,
    most: GROUPS_OF_A_BALANCER,
    adjustable: false,
    what: 'target groups',
    cure: `move target groups of ${balancer.subject.constructPath} to a second load balancer`,
    lessIn: (balancing) => ({ ...balancing, rules: balancing.rules.map(without), listeners: balancing.listeners.map(without) }),
  };
}
