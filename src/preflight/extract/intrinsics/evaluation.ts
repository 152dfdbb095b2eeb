import { FUNCTIONS } from './functions';
import { ABSENT, deferred, list, scalar, unresolved, type Expression, type Unresolved, type Value } from './value';
import { isRawObject } from '../load/loaded-template';
import type { Input, Stack } from '../template/stack';

/** Nested functions beyond this depth are not followed; no template that a person reads comes near. */
const MAX_DEPTH = 200;

/**
 * Evaluates expressions of one input. Guards what must not go wrong: depth, circles, and work done twice.
 * Nothing is evaluated before it is asked for.
 */
export class Evaluation {
  /** Conditions that could not be decided, by `<stack id>/<condition>`, with the reason. */
  readonly openConditions = new Map<string, string>();
  /** What was assumed of the number of zones of a region, where that number decides something. */
  readonly zoneAssumptions = new Set<string>();
  private depth = 0;
  private readonly active = new Set<string>();
  private readonly finished = new Map<string, unknown>();

  constructor(readonly input: Input) {}

  /** The value of an expression, one level deep: members of lists and maps stay as they are until they are asked for. */
  valueOf(expression: Expression): Value {
    if (expression.kind !== 'deferred') {
      return expression;
    }
    if (this.depth >= MAX_DEPTH) {
      return unresolved(`the template nests functions more than ${MAX_DEPTH} levels deep`);
    }
    this.depth++;
    try {
      return this.evaluate(expression.raw, expression.stack);
    } finally {
      this.depth--;
    }
  }

  /** Like `valueOf`, for raw JSON of a stack. */
  raw(raw: unknown, stack: Stack): Value {
    return this.valueOf(deferred(raw, stack));
  }

  /** The items of a list; those that `AWS::NoValue` removes are left out. */
  itemsOf(items: readonly Expression[]): Value[] {
    return items.map((item) => this.valueOf(item)).filter((item) => item.kind !== 'absent');
  }

  /** Computes what has a name (a parameter, an export, a condition) once; a circle through it is unresolved. */
  named<T>(name: string, compute: () => T): T | Unresolved {
    if (this.finished.has(name)) {
      return this.finished.get(name) as T;
    }
    if (this.active.has(name)) {
      return unresolved(`${name} refers to itself in a circle`);
    }
    this.active.add(name);
    try {
      const result = compute();
      this.finished.set(name, result);
      return result;
    } finally {
      this.active.delete(name);
    }
  }

  private evaluate(raw: unknown, stack: Stack): Value {
    if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') {
      return scalar(raw);
    }
    if (raw === null || raw === undefined) {
      return ABSENT;
    }
    if (Array.isArray(raw)) {
      return list(raw.map((item: unknown) => deferred(item, stack)));
    }
    if (!isRawObject(raw)) {
      return unresolved(`a ${typeof raw} stands in the template`);
    }
    const name = functionName(raw);
    if (name === undefined) {
      return { kind: 'map', raw, stack };
    }
    const compute = FUNCTIONS.get(name);
    return compute ? compute(raw[name], stack, this) : unresolved(`the function ${name} is not known`);
  }
}

/** The one key of an object that is a call of an intrinsic function. */
export function functionName(raw: Readonly<Record<string, unknown>>): string | undefined {
  const keys = Object.keys(raw);
  if (keys.length !== 1) {
    return undefined;
  }
  return keys[0] === 'Ref' || keys[0].startsWith('Fn::') ? keys[0] : undefined;
}
