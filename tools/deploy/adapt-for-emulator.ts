import { writeFileSync } from 'node:fs';
import { AssemblyStack, resourcesOfType } from '../examples/assembly-stacks';

/**
 * Four things the emulator cannot do are changed in the assembly that is deployed to it, and said:
 * it makes up repository names with capital letters, which its own check then refuses,
 * it cannot delete a VPC whose route tables it keeps,
 * it deletes a role before the managed policy that is attached to it,
 * and it reads the tags of a KMS key in the form of the KMS API, not in that of CloudFormation.
 */
export function adaptForEmulator(stacks: readonly AssemblyStack[]): readonly string[] {
  return stacks.flatMap((stack) => {
    const notes = [...nameRepositories(stack), ...keep(stack, 'AWS::EC2::VPC', 'VPC'), ...keep(stack, 'AWS::IAM::Role', 'role'), ...untagKeys(stack)];
    if (notes.length > 0) writeFileSync(stack.templatePath, JSON.stringify(stack.template, undefined, 1));
    return notes;
  });
}

function nameRepositories({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::ECR::Repository')
    .filter(([, repository]) => repository.Properties?.RepositoryName === undefined)
    .map(([id, repository]) => {
      const RepositoryName = `${stackName}-${id}`.toLowerCase();
      Object.assign(repository, { Properties: { ...repository.Properties, RepositoryName } });
      return `${stackName}/${id}: given the name ${RepositoryName}`;
    });
}

function keep({ stackName, template }: AssemblyStack, type: string, name: string): string[] {
  return resourcesOfType(template, type).map(([id, resource]) => {
    Object.assign(resource, { DeletionPolicy: 'Retain' });
    return `${stackName}/${id}: the ${name} is kept on destroy`;
  });
}

function untagKeys({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::KMS::Key')
    .filter(([, key]) => key.Properties?.Tags !== undefined)
    .map(([id, key]) => {
      const { Tags, ...others } = key.Properties ?? {};
      Object.assign(key, { Properties: others });
      return `${stackName}/${id}: the ${Array.isArray(Tags) ? Tags.length : 0} tags of the key are left out`;
    });
}
