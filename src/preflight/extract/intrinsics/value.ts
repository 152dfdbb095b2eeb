import type { Resource, Stack } from '../template/stack';

/** What an expression of a template comes to, as far as the template tells. Lists and maps are evaluated on demand. */
export type Value = Scalar | Text | Reference | List | Dictionary | Unresolved | Absent;

/** A value, or raw JSON that has not been looked at yet. */
export type Expression = Value | Deferred;

export interface Deferred {
  readonly kind: 'deferred';
  readonly raw: unknown;
  readonly stack: Stack;
}

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
  /** Why the value is an assumption, where it is one. */
  readonly assumed?: string;
}

/** Text of which some pieces are filled in at deployment only. */
export interface Text {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
}

export type TextPart = string | Hole | Reference | Unresolved;

/** Something that CloudFormation fills in and that has a name, such as `AWS::Region`. */
export interface Hole {
  readonly kind: 'hole';
  readonly name: string;
}

/** `Ref` (no attribute) or `Fn::GetAtt` of a resource of the input. */
export interface Reference {
  readonly kind: 'reference';
  readonly resource: Resource;
  readonly attribute?: string;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly assumed?: string;
}

export interface Dictionary {
  readonly kind: 'map';
  readonly raw: Readonly<Record<string, unknown>>;
  readonly stack: Stack;
}

export interface Unresolved {
  readonly kind: 'unresolved';
  readonly because: string;
}

/** Not written, or `AWS::NoValue`. */
export interface Absent {
  readonly kind: 'absent';
}

export const ABSENT: Absent = { kind: 'absent' };

export function scalar(value: string | number | boolean, assumption?: string): Scalar {
  return assumption === undefined ? { kind: 'scalar', value } : { kind: 'scalar', value, assumed: assumption };
}

export function unresolved(because: string): Unresolved {
  return { kind: 'unresolved', because };
}

export function list(items: readonly Expression[], assumption?: string): List {
  return assumption === undefined ? { kind: 'list', items } : { kind: 'list', items, assumed: assumption };
}

export function deferred(raw: unknown, stack: Stack): Deferred {
  return { kind: 'deferred', raw, stack };
}
