import { writeFileSync } from 'node:fs';
import { AssemblyStack, resourcesOfType } from '../examples/assembly-stacks';

/**
 * Two things the emulator cannot do are changed in the assembly that is deployed to it, and said:
 * it makes up repository names with capital letters, which its own check then refuses,
 * and it cannot delete a VPC whose route tables it keeps.
 */
export function adaptForEmulator(stacks: readonly AssemblyStack[]): readonly string[] {
  return stacks.flatMap((stack) => {
    const notes = [...nameRepositories(stack), ...keepVpcs(stack)];
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

function keepVpcs({ stackName, template }: AssemblyStack): string[] {
  return resourcesOfType(template, 'AWS::EC2::VPC').map(([id, vpc]) => {
    Object.assign(vpc, { DeletionPolicy: 'Retain' });
    return `${stackName}/${id}: the VPC is kept on destroy`;
  });
}
