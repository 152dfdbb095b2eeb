import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge';

/** Accepts one wildcard resource in a policy, by the id that cdk-nag gives it, with the reason AWS leaves no other choice. */
export function acknowledgeWildcard(policy: IConstruct, resource: string, reason: string): void {
  acknowledge(policy, `AwsSolutions-IAM5[Resource::${printed(Stack.of(policy).resolve(resource))}]`, reason);
}

/** cdk-nag prints references as `<LogicalId>` and `<LogicalId.Attribute>`. */
function printed(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const [kind, argument] = Object.entries(resolved as Record<string, unknown>)[0];
  if (kind === 'Fn::Join') return (argument as [string, unknown[]])[1].map(printed).join('');
  return `<${kind === 'Fn::GetAtt' ? (argument as string[]).join('.') : String(argument)}>`;
}
