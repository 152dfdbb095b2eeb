import { Construct } from 'constructs';

/** Throws when settings are given beside a load balancer that exists: what it is like is said where it is made. */
export function checkExisting<T extends object>(scope: Construct, options: T, settings: readonly (keyof T & string)[]): void {
  const given = settings.find((name) => options[name] !== undefined);
  if (given) throw new Error(`\`${given}\` must be left out when \`loadBalancer\` is given, whose settings stay as they are, got it for ${scope.node.path}`);
}
