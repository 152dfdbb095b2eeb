import { pieces, type PieceView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type ManagedInstances, type PlacementModel } from '../model';

const providers = pieces<ManagedInstances>((model: PlacementModel) =>
  model.capacities.filter((capacity): capacity is ManagedInstances => capacity.kind === 'managed-instances'),
);

export const incompleteManagedInstances = templateRule<PieceView<ManagedInstances>>({
  id: 'incomplete-managed-instances',
  title: 'a capacity provider of Managed Instances lacks a role, an instance profile or subnets',
  viewsOf: providers.viewsOf,
  judge: ({ piece, subject }) => {
    const missing = MISSING.filter(({ isMissing }) => isMissing(piece));
    if (missing.length === 0) return [];
    const names = missing.map(({ property }) => property).join(', ');
    const problem: Problem<PieceView<ManagedInstances>> = {
      severity: 'error',
      summary: `${subject.constructPath} has no ${names}, without which ECS starts no instance`,
      cures: [
        providers.cure(`set ${names} in ManagedInstancesProvider of ${subject.constructPath}`, (model) => ({
          ...model,
          capacities: model.capacities.map((one) =>
            one.id === piece.id && one.kind === 'managed-instances' ? { ...one, ...COMPLETE } : one,
          ),
        })),
      ],
    };
    return [problem];
  },
});

const MISSING: readonly { readonly property: string; isMissing(piece: ManagedInstances): boolean }[] = [
  { property: 'InfrastructureRoleArn', isMissing: ({ infrastructureRole }) => infrastructureRole === undefined },
  { property: 'InstanceLaunchTemplate.Ec2InstanceProfileArn', isMissing: ({ instanceProfile }) => instanceProfile === undefined },
  {
    property: 'InstanceLaunchTemplate.NetworkConfiguration.Subnets',
    isMissing: ({ subnets }) => subnets.known && subnets.value.length === 0,
  },
];

const COMPLETE: Partial<ManagedInstances> = {
  infrastructureRole: known('role'),
  instanceProfile: known('profile'),
  subnets: known(['subnet']),
};
