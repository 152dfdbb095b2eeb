import type { InstanceClass } from './instance-class';
import type { TaskRequest } from './problem';
import { evaluateQuery, type Truth } from '../../query/evaluate';
import type { QueryExpression, QueryNode } from '../../query/parse';

/** Nothing speaks against the instance, whatever runs there. */
export const SUITED = 0;
/** A constraint that does not depend on running tasks refuses; `StartTask` skips it. */
export const CONSTRAINED = 1;
/** The task can never run there: GPUs or an attribute are missing, or the subnets are elsewhere. `StartTask` cannot either. */
export const UNSUITED = 2;

/** SUITED, CONSTRAINED or UNSUITED for each class. Equal demands share one answer. */
export class StaticRefusals {
  private readonly answers = new Map<string, Uint8Array>();

  constructor(private readonly classes: readonly InstanceClass[]) {}

  of(request: TaskRequest): Uint8Array {
    const { needs, requiredAttributes, zones, vpc, memberOf, unknownConstraintHolds } = request;
    const texts = memberOf.map(({ text }) => text);
    const key = JSON.stringify([needs.gpus, requiredAttributes, zones ?? null, vpc ?? null, texts, unknownConstraintHolds]);
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = Uint8Array.from(this.classes, (instanceClass) => staticRefusal(request, instanceClass));
      this.answers.set(key, answer);
    }
    return answer;
  }
}

function staticRefusal(request: TaskRequest, instanceClass: InstanceClass): number {
  const suited = instanceClass.sample.registered.gpus >= request.needs.gpus
    && missingAttributes(request, instanceClass).length === 0
    && zoneAllows(request, instanceClass)
    && vpcAllows(request, instanceClass);
  if (!suited) return UNSUITED;
  const constrained = request.memberOf.some((expression) => !dependsOnTasks(expression.tree) && !holds(request, truthOf(expression, instanceClass)));
  return constrained ? CONSTRAINED : SUITED;
}

export function missingAttributes(request: TaskRequest, instanceClass: InstanceClass): readonly string[] {
  const { attributes, unknownAttributes, attributesComplete } = instanceClass;
  if (!attributesComplete && request.unknownConstraintHolds) return [];
  return request.requiredAttributes.filter((name) => !Object.hasOwn(attributes, name) && !unknownAttributes.includes(name));
}

/** Only a task with its own network interface is tied to the zones of its subnets. */
export function zoneAllows(request: TaskRequest, { sample }: InstanceClass): boolean {
  return request.zones === undefined || request.zones.includes(sample.zone);
}

export function vpcAllows(request: TaskRequest, { sample }: InstanceClass): boolean {
  return request.vpc === undefined || sample.vpc === undefined || request.vpc === sample.vpc;
}

/** Whether the answer can change while tasks come and go. */
export function dependsOnTasks(node: QueryNode): boolean {
  switch (node.kind) {
    case 'and':
    case 'or': return node.operands.some(dependsOnTasks);
    case 'not': return dependsOnTasks(node.operand);
    default: return node.subject.kind === 'task:group' || node.subject.kind === 'runningTasksCount';
  }
}

/** Reads `unknown` as the problem says. */
export function holds(request: { readonly unknownConstraintHolds: boolean }, truth: Truth): boolean {
  return truth === 'true' || (truth === 'unknown' && request.unknownConstraintHolds);
}

const NO_TASKS = { hasGroup: () => false };

/** Of an instance without tasks. */
export function truthOf(expression: QueryExpression, { attributes, unknownAttributes, attributesComplete }: InstanceClass): Truth {
  return evaluateQuery(expression, { attributes, unknownAttributes, attributesComplete, taskGroups: NO_TASKS, runningTasksCount: 0 }, BOTH_READINGS);
}

/** `false` only when no set of running tasks can make the expression true. */
export function truthOverAllStates(node: QueryNode, instanceClass: InstanceClass): Truth {
  switch (node.kind) {
    case 'and': return combine(node.operands.map((operand) => truthOverAllStates(operand, instanceClass)), 'false', 'true');
    case 'or': return combine(node.operands.map((operand) => truthOverAllStates(operand, instanceClass)), 'true', 'false');
    case 'not': return negate(truthOverAllStates(node.operand, instanceClass));
    default: return dependsOnTasks(node) ? 'unknown' : truthOf({ text: '', tree: node, warnings: [] }, instanceClass);
  }
}

function combine(truths: readonly Truth[], decisive: Truth, otherwise: Truth): Truth {
  if (truths.includes(decisive)) return decisive;
  return truths.includes('unknown') ? 'unknown' : otherwise;
}

function negate(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'true' ? 'false' : 'true';
}

/** A pattern whose whole-value and search readings differ is unknown: ECS documents neither. */
export const BOTH_READINGS = { reading: 'both' } as const;
