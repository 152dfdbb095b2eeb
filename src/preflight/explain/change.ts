import type { TemplateEdit } from '../findings';
import type { InstanceGroup, PlacementModel, Service, TaskDefinition } from '../model';
import type { SimulationOptions } from '../scenario/options';

/** What a preflight run judges, so that a cure can be tried on it. */
export interface Trial {
  readonly model: PlacementModel;
  readonly options: SimulationOptions;
}

/** One change that might cure a finding. */
export interface Change {
  /** Half a sentence in the imperative with old and new value: `set MaxSize of Shop/Asg from 2 to 3`. */
  readonly text: string;
  /** Smaller is tried and printed first. */
  readonly cost: number;
  /** The same change in the templates; undefined where it is made elsewhere, or where the model does not tell where. */
  readonly edits?: readonly TemplateEdit[];
  /** True for a change that few would try first: that it does not help needs no note. */
  readonly remote?: boolean;
  apply(trial: Trial): Trial;
}

/** A change with a number in it: the smallest amount that works is searched for between the bounds. */
export interface SearchedChange {
  readonly from: number;
  readonly to: number;
  /** What was tried when no amount works: `more instances of Shop/Asg, up to 18`. */
  readonly tried: string;
  /** True for a change of the cluster, which one makes for all services at once. */
  readonly shared?: boolean;
  at(amount: number): Change;
}

export type Candidate = Change | SearchedChange;

export function changeGroup(id: string, change: (group: InstanceGroup) => InstanceGroup): (trial: Trial) => Trial {
  return (trial) => ({
    ...trial,
    model: {
      ...trial.model,
      capacities: trial.model.capacities.map((capacity) =>
        capacity.kind === 'instance-group' && capacity.id === id ? change(capacity) : capacity,
      ),
    },
  });
}

export function changeService(id: string, change: (service: Service) => Service): (trial: Trial) => Trial {
  return (trial) => ({
    ...trial,
    model: { ...trial.model, services: trial.model.services.map((service) => (service.id === id ? change(service) : service)) },
  });
}

export function changeTask(id: string, change: (definition: TaskDefinition) => TaskDefinition): (trial: Trial) => Trial {
  return (trial) => ({
    ...trial,
    model: {
      ...trial.model,
      taskDefinitions: trial.model.taskDefinitions.map((definition) => (definition.id === id ? change(definition) : definition)),
    },
  });
}
