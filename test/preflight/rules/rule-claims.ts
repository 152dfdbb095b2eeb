import type { PlacementModel, Service, TaskDefinition, Cluster, InstanceGroup, ContainerDefinition } from '../../../src/preflight/model';
import { known } from '../../../src/preflight/model';
import type { RuleContext } from '../../../src/preflight/rules/rule';
import type { SiteView } from '../../../src/preflight/rules/site';
import type { TemplateRule, View } from '../../../src/preflight/rules/template-rule';
import type { ClusterView, GroupView, ServiceView, TaskView } from '../../../src/preflight/rules/views';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';

/** What a test claims of one rule. */
export interface Claims {
  readonly fires: readonly (readonly [name: string, model: PlacementModel, expected: ExpectedFinding])[];
  readonly staysQuiet: readonly (readonly [name: string, model: PlacementModel])[];
  /** The same mistake behind values that the template does not tell. */
  readonly doesNotKnow: readonly (readonly [name: string, model: PlacementModel])[];
}

export interface ExpectedFinding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly summary: string;
  /** How many findings; one unless said. */
  readonly count?: number;
}

export function claim<V extends View>(rule: TemplateRule<V>, claims: Claims): void {
  describe(rule.id, () => {
    test.each(claims.fires)('fires: %s', (_, model, expected) => {
      const findings = rule.check(contextOf(model));
      expect(findings).toHaveLength(expected.count ?? 1);
      expect(findings[0]).toMatchObject({ ruleId: rule.id, severity: expected.severity, summary: expected.summary });
    });

    test.each(claims.fires)('every printed help cures: %s', (_, model) => {
      const context = contextOf(model);
      const before = rule.check(context);
      const printed = before.flatMap(({ help }) => help);
      const applied: string[] = [];
      for (const view of rule.viewsOf(model)) {
        for (const { text, apply } of rule.judge(view, context).flatMap(({ cures = [] }) => cures)) {
          if (!printed.includes(text)) continue;
          applied.push(text);
          expect(rule.check(contextOf(putBack(model, apply(view)))).length).toBeLessThan(before.length);
        }
      }
      expect(applied.sort()).toEqual([...printed].sort());
      expect(printed.length).toBeGreaterThan(0);
    });

    test.each(claims.staysQuiet)('stays quiet: %s', (_, model) => {
      expect(rule.check(contextOf(model))).toEqual([]);
    });

    test.each(claims.doesNotKnow)('does not know: %s', (_, model) => {
      expect(rule.check(contextOf(model))).toEqual([]);
    });
  });
}

export function contextOf(model: PlacementModel): RuleContext {
  return { model, options: DEFAULT_SIMULATION, scenarios: [], clusters: [] };
}

export function withService(model: PlacementModel, change: Partial<Service>, position = 0): PlacementModel {
  return { ...model, services: model.services.map((service, at) => (at === position ? { ...service, ...change } : service)) };
}

export function withTask(model: PlacementModel, change: Partial<TaskDefinition>): PlacementModel {
  return { ...model, taskDefinitions: model.taskDefinitions.map((definition, at) => (at === 0 ? { ...definition, ...change } : definition)) };
}

/** Containers of the first task definition: each is the builder's own with these changes. */
export function withContainers(model: PlacementModel, ...changes: readonly Partial<ContainerDefinition>[]): PlacementModel {
  const [{ containers }] = model.taskDefinitions;
  if (!containers.known) return model;
  const [first] = containers.value;
  return withTask(model, { containers: known(changes.map((change, at) => ({ ...first, name: known(at === 0 ? 'app' : `sidecar${at}`), ...change }))) });
}

export function withCluster(model: PlacementModel, change: Partial<Cluster>): PlacementModel {
  return { ...model, clusters: model.clusters.map((cluster) => ({ ...cluster, ...change })) };
}

export function withGroup(model: PlacementModel, change: Partial<InstanceGroup>): PlacementModel {
  return {
    ...model,
    capacities: model.capacities.map((capacity, at) => (at === 0 && capacity.kind === 'instance-group' ? { ...capacity, ...change } : capacity)),
  };
}

/** The model with what the cure changed in its view. */
function putBack(model: PlacementModel, view: View & Partial<ServiceView & TaskView & GroupView & ClusterView & SiteView>): PlacementModel {
  if (view.site) return view.site.model;
  const { service, definition, cluster, group, capacities } = view;
  const changed = new Map([...(Array.isArray(view.services) && cluster ? (view as ClusterView).services : []), ...(service ? [service] : [])]
    .map((one) => [one.id, one]));
  const ofGroup = group ? (view as GroupView).services.map((one) => one.definition) : [];
  const definitions = new Map([...ofGroup, definition].flatMap((one) => (one ? [[one.id, one] as const] : [])));
  return {
    ...model,
    services: model.services.map((old) => changed.get(old.id) ?? old),
    taskDefinitions: model.taskDefinitions.map((old) => definitions.get(old.id) ?? old),
    clusters: model.clusters.map((old) => (old.id === cluster?.id ? cluster : old)),
    capacities: model.capacities.map((old) => (old.id === group?.id ? group : capacities?.find(({ id }) => id === old.id) ?? old)),
  };
}
