import { pieces, type PieceView } from './site';
import { templateRule } from './template-rule';
import { known, type Capacity, type PlacementModel } from '../model';

const capacities = pieces<Capacity>((model: PlacementModel) => model.capacities);

export const reservationsOnly = templateRule<PieceView<Capacity>>({
  id: 'reservations-only',
  title: 'instances start in capacity reservations alone, and the input holds no reservation',
  viewsOf: capacities.viewsOf,
  judge({ piece, site, subject }) {
    const value = setting(piece);
    if (!value || [...site.declared.values()].some(({ type }) => type === 'AWS::EC2::CapacityReservation')) return [];
    return [
      {
        severity: 'note',
        summary: `instances of ${subject.constructPath} start in capacity reservations alone (${value}), and the input holds none`,
        notes: ['without a reservation of the same type and zone, open or named in the settings, no instance starts'],
        cures: [
          capacities.cure(
            `set the preference of ${subject.constructPath} to ${value === MANAGED ? 'RESERVATIONS_FIRST' : 'open'}, or make sure that a reservation is there`,
            (model) => ({
              ...model,
              capacities: model.capacities.map((one): Capacity =>
                one.id !== piece.id
                  ? one
                  : one.kind === 'managed-instances'
                    ? { ...one, reservationPreference: known('RESERVATIONS_FIRST') }
                    : { ...one, capacityReservation: known('open') },
              ),
            }),
          ),
        ],
      },
    ];
  },
});

const MANAGED = 'RESERVATIONS_ONLY';
const OWN = 'capacity-reservations-only';

/** The setting that admits nothing but reservations, where it names none. */
function setting(piece: Capacity): string | undefined {
  const preference = piece.kind === 'managed-instances' ? piece.reservationPreference : piece.capacityReservation;
  const named = piece.kind === 'managed-instances' && piece.reservationGroup !== undefined;
  return preference?.known && !named && [MANAGED, OWN].includes(preference.value) ? preference.value : undefined;
}
