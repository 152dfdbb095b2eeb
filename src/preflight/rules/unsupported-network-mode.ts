import { templateRule } from './template-rule';
import { isForFargate, placesOf, taskViews, type Place, type TaskView } from './views';
import { NETWORK_MODES } from '../../facts';
import { known, type NetworkMode } from '../model';

export const unsupportedNetworkMode = templateRule({
  id: 'unsupported-network-mode',
  title: 'a task has a network mode that the capacity it is for does not have',
  viewsOf: taskViews,
  judge(view) {
    const { networkMode: mode, subject } = view.definition;
    if (!mode.known) return [];
    // What no NetworkMode means on Managed Instances is awsvpc.
    const place = placesFor(view).find((one) => !takes(one, mode.value) && !(one === 'managed-instances' && mode.assumed !== undefined));
    if (!place) return [];
    const written = mode.assumed === undefined ? mode.value : `${mode.value}, which is what no NetworkMode means`;
    const cure: NetworkMode = place === 'external' ? 'bridge' : 'awsvpc';
    return [
      {
        severity: 'error' as const,
        summary: `${subject.constructPath} has the network mode ${written}, and ${NAMES[place]} has no such mode`,
        notes: [`modes there: ${(Object.keys(NETWORK_MODES) as NetworkMode[]).filter((one) => takes(place, one)).join(', ')}`],
        cures: [
          {
            text: `set NetworkMode (networkMode) of ${subject.constructPath} to ${cure}`,
            apply: (changed) => ({ ...changed, definition: { ...changed.definition, networkMode: known(cure) } }),
          },
        ],
      },
    ];
  },
});

type Judged = Exclude<Place, 'instances' | 'fargate-spot'>;

const NAMES: Readonly<Record<Judged, string>> = { 'fargate': 'Fargate', 'managed-instances': 'a Managed Instances capacity provider', 'external': 'an external instance' };

function takes(place: Judged, mode: NetworkMode): boolean {
  const facts = NETWORK_MODES[mode];
  return place === 'fargate' ? facts.fargate : place === 'external' ? facts.external : facts.managedInstances;
}

function placesFor(view: TaskView): readonly Judged[] {
  const run = view.services.flatMap((service) => {
    const places = placesOf(service);
    return places.known ? places.value : [];
  });
  return [
    ...(isForFargate(view) ? ['fargate' as const] : []), ...(run.includes('managed-instances') ? ['managed-instances' as const] : []),
    ...(run.includes('external') ? ['external' as const] : []),
  ];
}
