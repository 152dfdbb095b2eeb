import { failed } from './failed';
import type { ServiceOutcome } from './outcome';
import { courseText, growUntilSettled, startOver, type Course } from './scaling-course';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';
import type { Stage } from './stage';

/** From the empty cluster: groups at the size they start with, daemons first, instances as managed scaling brings them. */
export const firstDeploymentScenario: ScenarioScript = {
  name: 'first-deployment',
  mostOrders: 5,
  exempt: exemptFromGrowth,
  run(stage) {
    startOver(stage);
    const wanted = (index: number) => stage.situation.services[index].desired;
    return outcomeOf(stage, wanted, growUntilSettled(stage, wanted));
  },
  counts: () => undefined,
};

/** Half a sentence where managed scaling has no part in it. */
export function exemptFromGrowth({ daemon }: { readonly daemon: boolean }, situation?: Situation): string | undefined {
  if (daemon) return 'managed scaling does not count daemons';
  return situation?.growing.length === 0 ? 'no group of the cluster grows through managed scaling, so the instances are those of the steady state' : undefined;
}

export function outcomeOf(stage: Stage, wanted: (index: number) => number, course: Course): Map<number, ServiceOutcome> {
  const outcome = new Map<number, ServiceOutcome>();
  const remark = courseText(course);
  for (const index of stage.order) {
    if (stage.situation.services[index].daemon || wanted(index) === 0) continue;
    const [asked, placed] = [wanted(index), Math.min(wanted(index), stage.engine.count(index))];
    const moment = `${remark ?? 'managed scaling starts no instance'}; then ${asked - placed} of ${asked} tasks wait`;
    outcome.set(index, placed === asked
      ? { asked, placed, failed: false, remark }
      : failed(stage, { index, request: index, asked, placed, moment }));
  }
  return outcome;
}
