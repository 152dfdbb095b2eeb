import { changeService, type Change, type SearchedChange } from './change';
import { editOf, placeOf } from './edits';
import { number } from './refusal-summary';
import { known, valueOr } from '../model';
import type { ScalableTarget, Service } from '../model';
import type { Judgement } from '../scenario/judge';
import { deploymentBounds } from '../scenario/rolling-deployment';
import { partsOf, type SingleScenario } from '../scenario/script';

/** Percentages that let one task more start, or one more stop. */
export function percentages({ service, asked, simulation, index }: Judgement): readonly Change[] {
  return otherPercentages(service, asked, simulation.situation.services[index].daemon);
}

export function otherPercentages(service: Service, asked: number, daemon = false): readonly Change[] {
  const path = service.subject.constructPath;
  const minimum = valueOr(service.minHealthyPercent, 100);
  const maximum = valueOr(service.maxHealthyPercent, daemon ? 100 : 200);
  const lowered = Math.floor(((asked - 1) * 100) / asked);
  const raised = Math.ceil(((asked + 1) * 100) / asked);
  const changes: Change[] = [];
  if (!daemon && deploymentBounds(asked, minimum, maximum).upper <= asked && raised <= 1000) {
    changes.push({
      text: `set maxHealthyPercent (MaximumPercent) of ${path} from ${maximum} to ${raised}; may run at once becomes floor(${asked} × ${raised}%) = ${deploymentBounds(asked, minimum, raised).upper}`,
      cost: 3,
      edits: [editOf(service.subject, placeOf(service.maxHealthyPercent, 'Properties.DeploymentConfiguration.MaximumPercent'), raised)],
      apply: changeService(service.id, (old) => ({ ...old, maxHealthyPercent: known(raised) })),
    });
  }
  if (lowered < minimum) {
    changes.push({
      text: `set minHealthyPercent (MinimumHealthyPercent) of ${path} from ${minimum} to ${lowered}; must keep running becomes ceil(${asked} × ${lowered}%) = ${deploymentBounds(asked, lowered, maximum).lower}`,
      cost: 4,
      edits: [
        editOf(service.subject, placeOf(service.minHealthyPercent, 'Properties.DeploymentConfiguration.MinimumHealthyPercent'), lowered),
      ],
      apply: changeService(service.id, (old) => ({ ...old, minHealthyPercent: known(lowered) })),
    });
  }
  return changes;
}

const AT_MAXIMUM: readonly SingleScenario[] = ['scaled-to-maximum', 'managed-scale-out'];

/** Fewer tasks: of those that the service starts with, or of those that its scaler may reach where that is what fails. */
export function fewerTasks(judgement: Judgement): readonly SearchedChange[] {
  const { service, simulation, index, scenario } = judgement;
  const { daemon, desired } = simulation.situation.services[index];
  if (daemon) return [];
  if (service.scaling && partsOf(scenario).some((part) => AT_MAXIMUM.includes(part))) return lowerMaximum(judgement, service.scaling, desired);
  const least = service.scaling && service.scaling.minCapacity.known ? Math.max(1, service.scaling.minCapacity.value) : 1;
  if (desired <= least) return [];
  const path = service.subject.constructPath;
  return [
    {
      from: 1,
      to: desired - least,
      tried: `fewer tasks of ${path}, down to ${number(least)}`,
      at: (less) => ({
        text: `set desiredCount of ${path} from ${number(desired)} to ${number(desired - less)}`,
        cost: 40 + less,
        edits: [editOf(service.subject, placeOf(service.desiredCount, 'Properties.DesiredCount'), desired - less)],
        apply: changeService(service.id, (old) => ({ ...old, desiredCount: known(desired - less) })),
      }),
    },
  ];
}

function lowerMaximum({ service }: Judgement, scaling: ScalableTarget, desired: number): readonly SearchedChange[] {
  const { maxCapacity, minCapacity, subject } = scaling;
  const least = Math.max(desired, minCapacity.known ? minCapacity.value : 1);
  if (!maxCapacity.known || maxCapacity.value <= least) return [];
  const maximum = maxCapacity.value;
  return [
    {
      from: 1,
      to: maximum - least,
      tried: `a lower maximum of ${subject.constructPath}, down to ${number(least)}`,
      at: (less) => ({
        text: `set maxCapacity (MaxCapacity) of ${subject.constructPath} from ${number(maximum)} to ${number(maximum - less)}`,
        cost: 40 + less,
        edits: [editOf(subject, placeOf(maxCapacity, 'Properties.MaxCapacity'), maximum - less)],
        apply: changeService(service.id, (old) => ({ ...old, scaling: { ...scaling, maxCapacity: known(maximum - less) } })),
      }),
    },
  ];
}
