import { templateRule } from './template-rule';
import { groupsOf, serviceViews } from './views';
import { mapKnown } from '../model';

export const neverScalesIn = templateRule({
  id: 'never-scales-in',
  title: 'tasks are spread over instances first, so managed scaling finds none that is empty',
  viewsOf: serviceViews,
  judge(view) {
    const { placementStrategies, subject } = view.service;
    if (!placementStrategies.known || view.service.launchType) return [];
    const [first] = placementStrategies.value;
    if (!first?.type.known || first.type.value !== 'spread' || !first.field?.known || !INSTANCE_FIELDS.includes(first.field.value.toLowerCase())) return [];
    const groups = groupsOf(view);
    const scaled = (groups.known ? groups.value : []).filter(({ provider, minSize, maxSize }) =>
      provider?.managedScaling.known && provider.managedScaling.value && minSize.known && maxSize.known && minSize.value < maxSize.value);
    if (scaled.length === 0) return [];
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} spreads over ${first.field.value} first, so instances of ${scaled.map((group) => group.subject.constructPath).join(', ')} are seldom empty`,
        notes: ['managed scaling takes an instance away when no task but daemons runs on it; each new task goes to the emptiest one'],
        cures: [
          {
            text: `replace spread(${first.field.value}) by binpack(memory) in PlacementStrategies of ${subject.constructPath}, after a spread over zones where it is wanted`,
            apply: (old) => ({
              ...old,
              service: {
                ...old.service,
                placementStrategies: mapKnown(old.service.placementStrategies, (all) =>
                  [{ type: { known: true as const, value: 'binpack' as const }, field: { known: true as const, value: 'memory' } }, ...all.slice(1)]),
              },
            }),
          },
        ],
      },
    ];
  },
});

const INSTANCE_FIELDS: readonly string[] = ['instanceid', 'host'];
