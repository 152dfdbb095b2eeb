/** Why one instance refused one task: every reason, not only the first. */
export interface Refusal {
  /** Index of the instance in the problem. */
  readonly instance: number;
  readonly reasons: readonly Reason[];
}

export type Reason =
  | { readonly kind: 'cpu' | 'memory' | 'gpus' | 'enis'; readonly requested: number; readonly remaining: number }
  | { readonly kind: 'tcp-port' | 'udp-port'; readonly ports: readonly number[] }
  | { readonly kind: 'reserved-ports'; readonly requested: number; readonly remaining: number }
  | { readonly kind: 'attribute'; readonly names: readonly string[] }
  | { readonly kind: 'zone'; readonly zone: string; readonly allowed: readonly string[] }
  | { readonly kind: 'vpc'; readonly vpc: string; readonly required: string }
  | { readonly kind: 'member-of'; readonly expression: string; readonly unknown: boolean }
  | { readonly kind: 'distinct-instance' }
  | { readonly kind: 'inactive' }
  | { readonly kind: 'capacity-provider' };
