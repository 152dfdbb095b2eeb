/** A proof that a number of tasks cannot run at once, whatever the order: small enough to check by hand. */
export type Certificate =
  | { readonly kind: 'no-instances' }
  /** No instance would take even one task while nothing runs. */
  | { readonly kind: 'too-large-when-empty' }
  /** All instances together hold fewer copies than asked for. */
  | { readonly kind: 'copies'; readonly asked: number; readonly room: number }
  /** The tasks of all services need more of one resource than all instances register. */
  | { readonly kind: 'volume'; readonly resource: 'cpu' | 'memory' | 'gpus' | 'enis'; readonly needed: number; readonly offered: number };
