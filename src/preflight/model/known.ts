/**
 * A value that the template tells, or does not.
 *
 * An unknown is never a zero, a false or an error: it travels to the report as a note that says why.
 */
export type Known<T> = Fact<T> | Unknown;

export interface Fact<T> {
  readonly known: true;
  readonly value: T;
  /** Path of the property inside its resource, such as `Properties.DesiredCount`. */
  readonly from?: string;
  /** Says that the value is a default or a choice of ours, in a sentence for the report. */
  readonly assumed?: string;
}

export interface Unknown {
  readonly known: false;
  /** Half a sentence that completes "unknown, because ...". */
  readonly because: string;
  readonly from?: string;
}

export function known<T>(value: T, from?: string): Fact<T> {
  return from === undefined ? { known: true, value } : { known: true, value, from };
}

export function assumed<T>(value: T, assumption: string, from?: string): Fact<T> {
  return { ...known(value, from), assumed: assumption };
}

export function unknown(because: string, from?: string): Unknown {
  return from === undefined ? { known: false, because } : { known: false, because, from };
}

/** Applies `change` to a known value; an unknown stays the same unknown. */
export function mapKnown<T, U>(value: Known<T>, change: (known: T) => U): Known<U> {
  return value.known ? { ...value, value: change(value.value) } : value;
}

/** The value, or `otherwise` when it is unknown. Only for places where the report says so. */
export function valueOr<T, U>(value: Known<T>, otherwise: U): T | U {
  return value.known ? value.value : otherwise;
}
