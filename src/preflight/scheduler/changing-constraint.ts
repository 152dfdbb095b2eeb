import type { Ledger } from './ledger';
import { BOTH_READINGS } from './static-feasibility';
import { evaluateQuery, type QueryFacts, type Truth } from '../../query/evaluate';
import type { QueryExpression } from '../../query/parse';

/** Asks the constraints whose answer depends on what runs on an instance: `task:group` and `runningTasksCount`. */
export class ChangingConstraints {
  private instance = 0;
  private readonly taskGroups = { hasGroup: (name: string) => this.hosts(name) };

  constructor(private readonly ledger: Ledger) {}

  truthOf(expression: QueryExpression, instance: number): Truth {
    this.instance = instance;
    return evaluateQuery(expression, this.facts(), BOTH_READINGS);
  }

  private facts(): QueryFacts {
    const { compiled, running } = this.ledger;
    const { attributes, unknownAttributes, attributesComplete } = compiled.classes[compiled.classOf[this.instance]];
    return { attributes, unknownAttributes, attributesComplete, taskGroups: this.taskGroups, runningTasksCount: running[this.instance] };
  }

  private hosts(name: string): boolean {
    const group = this.ledger.compiled.taskGroupIds.get(name);
    return group !== undefined && this.ledger.groupRow(group)[this.instance] > 0;
  }
}
