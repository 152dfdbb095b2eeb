/** A proof that a number of tasks cannot run at once, whatever the order: small enough to check by hand. */
export type Certificate = Bound | LossBound;

/** The same on what one event leaves: `lost` are instances of the whole problem, `bound` is about the others, in their order. */
export interface LossBound {
  readonly kind: 'after-loss';
  /** What a report calls the event, such as `us-east-1a is lost`. */
  readonly moment: string;
  readonly lost: readonly number[];
  readonly bound: Bound;
}

/** A proof about all instances of a problem. */
export type Bound =
  | { readonly kind: 'no-instances' }
  /** No instance would take even one task while nothing runs. */
  | { readonly kind: 'too-large-when-empty' }
  /** All instances together hold fewer copies than asked for. */
  | { readonly kind: 'copies'; readonly asked: number; readonly room: number }
  /** The tasks of services that may use no other instances need more of one resource than these instances register. */
  | {
    readonly kind: 'volume';
    readonly resource: 'cpu' | 'memory' | 'gpus' | 'enis';
    readonly needed: number;
    readonly offered: number;
    /** Requests whose tasks may run on no other than these instances; all of both where nothing ties a task down. */
    readonly requests: readonly number[];
    readonly instances: readonly number[];
  }
  /** Large tasks weigh more than every way to fill the instances holds. */
  | { readonly kind: 'weights'; readonly weights: readonly number[]; readonly needed: number; readonly offered: number };

/** About several services together: that one of them is left without room, not which one. */
export function isAboutAll(certificate: Certificate | undefined): boolean {
  const bound = certificate?.kind === 'after-loss' ? certificate.bound : certificate;
  return bound?.kind === 'volume' || bound?.kind === 'weights';
}
