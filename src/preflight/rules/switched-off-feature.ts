import { changeCapacity } from './change-model';
import { isForInstances } from './fargate-service';
import { servicesOf, tasks, type TaskPiece } from './task-site';
import { templateRule, type Problem } from './template-rule';
import { groupsOf } from './views';
import { SWITCHED_FEATURES, type SwitchedFeature } from '../../facts';
import { known, type ContainerDefinition, type InstanceGroup, type PlacementModel, type TaskDefinition } from '../model';

export const switchedOffFeature = templateRule({
  id: 'switched-off-feature',
  title: 'a task uses a feature that user data switches off on its instances',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const services = servicesOf(view);
    if (services.length === 0 || !services.every(isForInstances)) return [];
    const groups = [
      ...new Set(
        services.flatMap((service) => {
          const found = groupsOf(service);
          return found.known ? found.value : [];
        }),
      ),
    ];
    if (groups.length === 0) return [];
    // Instances of others may be part of a cluster that the input only names.
    const certain =
      services.every(({ cluster }) => cluster?.imported === false) && view.site.model.capacities.every(({ cluster }) => cluster.known);
    return SWITCHED_FEATURES.filter((feature) => USES[feature.feature](view.piece) && groups.every((group) => isOff(group, feature))).map(
      (feature) => problem(view, feature, groups, certain),
    );
  },
});

const USES: Readonly<Record<SwitchedFeature['feature'], (definition: TaskDefinition) => boolean>> = {
  'privileged': (definition) => containersOf(definition).some(({ privileged }) => privileged?.known === true && privileged.value),
  'task-role': ({ taskRole, networkMode }) => taskRole?.known === true && networkMode.known && networkMode.value !== 'host',
  'task-role-in-host-mode': ({ taskRole, networkMode }) => taskRole?.known === true && networkMode.known && networkMode.value === 'host',
  'awsvpc': ({ networkMode }) => networkMode.known && networkMode.value === 'awsvpc',
};

function containersOf({ containers }: TaskDefinition): readonly ContainerDefinition[] {
  return containers.known ? containers.value : [];
}

function isOff({ agent }: InstanceGroup, { setting, off }: SwitchedFeature): boolean {
  const written = agent.settings[setting];
  return written?.known === true && written.value.trim().toLowerCase() === off;
}

function problem(
  view: TaskPiece,
  { setting, off, what }: SwitchedFeature,
  groups: readonly InstanceGroup[],
  certain: boolean,
): Problem<TaskPiece> {
  const paths = groups.map(({ subject }) => subject.constructPath);
  const on = off === 'true' ? 'false' : 'true';
  return {
    severity: certain ? 'error' : 'warning',
    summary: `${view.subject.constructPath} ${what}, and user data of ${paths.join(', ')} sets ${setting}=${off}`,
    notes: [
      'ECS will say "was unable to place a task because no container instance met all of its requirements. ... is missing an attribute required by your task."',
    ],
    cures: [
      tasks.cure(`set ${setting}=${on} in the user data of ${paths.join(', ')}`, (model) =>
        groups.reduce((changed, group) => withSetting(changed, group, setting, on), model),
      ),
    ],
  };
}

function withSetting(model: PlacementModel, { id, agent }: InstanceGroup, setting: string, value: string): PlacementModel {
  return changeCapacity(model, id, { agent: { ...agent, settings: { ...agent.settings, [setting]: known(value) } } });
}
