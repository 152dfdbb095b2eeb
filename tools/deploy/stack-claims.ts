import { Claim } from './claim';
import { DeployedStack } from './deployed-stack';

/** The stack is complete, and every output has a value. */
export function stackClaims({ stackName, template, description }: DeployedStack): readonly Claim[] {
  const outputs = description?.Outputs ?? [];
  return [
    { what: `${stackName} status`, expected: 'CREATE_COMPLETE', found: description?.StackStatus },
    {
      what: `${stackName} output names`,
      expected: Object.keys(template.Outputs ?? {}).sort(),
      found: outputs.map(({ OutputKey }) => OutputKey).sort(),
    },
    { what: `${stackName} outputs without a value`, expected: [], found: outputs.filter(({ OutputValue }) => !OutputValue).map(({ OutputKey }) => OutputKey) },
  ];
}
