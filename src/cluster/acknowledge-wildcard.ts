import { Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Accepts one wildcard resource in a policy, by the id that cdk-nag gives it, with the reason AWS leaves no other choice. */
export function acknowledgeWildcard(policy: IConstruct, resource: string, reason: string): void {
  acknowledgeIfPossible(policy, `AwsSolutions-IAM5[Resource::${printed(Stack.of(policy).resolve(resource))}]`, reason);
}

/** An older aws-cdk-lib takes no id with more than one `::`; then the finding stays, and users of cdk-nag accept it themselves. */
export function acknowledgeIfPossible(scope: IConstruct, id: string, reason: string): void {
  try {
    Validations.of(scope).acknowledge({ id, reason });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('::')) throw error;
  }
}

/** cdk-nag prints references as `<LogicalId>` and `<LogicalId.Attribute>`. */
function printed(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const [kind, argument] = Object.entries(resolved as Record<string, unknown>)[0];
  if (kind === 'Fn::Join') return (argument as [string, unknown[]])[1].map(printed).join('');
  return `<${kind === 'Fn::GetAtt' ? (argument as string[]).join('.') : String(argument)}>`;
}
