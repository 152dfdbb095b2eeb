import type { CompiledRequest } from './compile';
import { IndexedChooser } from './indexed';
import { Lane, nextLane, type RunCursor } from './lane';
import { LevelCursor } from './level-cursor';
import { PackCursor } from './pack-cursor';
import type { RunPlan } from './plan';
import { NONE } from './pool';
import type { Part } from './room-index';

/**
 * Places identical tasks in runs. Under binpack the chosen instance only gets fuller, so it stays the choice until it takes
 * no more. Under spread over instances, all instances get one task before any gets another. With a spread over zones before,
 * the same holds inside each zone.
 */
export class BatchedChooser extends IndexedChooser {
  placeRun(request: CompiledRequest, provider: number, count: number, placed: number[]): void {
    const plan = this.plans[request.index];
    // When the task needs nothing of what is packed by, an instance that got a task is not the next choice for that. One task is no run.
    if (count === 1 || plan.kind === 'scan' || (plan.kind === 'pack' && request[plan.by] === 0)) this.oneByOne(request, provider, count, placed);
    else this.inRuns(this.lanesOf(request, plan, provider), count, placed);
  }

  private oneByOne(request: CompiledRequest, provider: number, count: number, placed: number[]): void {
    while (placed.length < count) {
      const instance = this.choose(request, provider);
      if (instance === NONE) return;
      this.ledger.change(request, instance, 1);
      placed.push(instance);
    }
  }

  /** Each task goes to the lane with the fewest tasks of the group. Where there is one lane only, it takes what it can at once. */
  private inRuns(lanes: readonly Lane[], count: number, placed: number[]): void {
    while (placed.length < count) {
      const lane = nextLane(lanes);
      if (lane === undefined) break;
      const tasks = lanes.length === 1 ? Math.min(lane.room, count - placed.length) : 1;
      lane.take(tasks);
      for (let task = 0; task < tasks; task++) placed.push(lane.choice);
      if (lane.room === 0) lane.advance();
    }
    for (const lane of lanes) lane.write();
  }

  private lanesOf(request: CompiledRequest, plan: RunPlan, provider: number): readonly Lane[] {
    this.index.update();
    return this.index.partsOf(request, provider, plan.counter).map(
      (part) => new Lane(this.cursorOf(request, plan, part), this.ledger, request, plan, this.tasksIn(part, plan.counter)),
    );
  }

  private cursorOf(request: CompiledRequest, plan: RunPlan, part: Part): RunCursor {
    if (plan.kind === 'pack') return new PackCursor(request, plan.by, this.ledger, this.index, part);
    return new LevelCursor(request, this.ledger, part.poolList);
  }
}
