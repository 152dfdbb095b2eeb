import { changeService } from './change-model';
import { siteCure, siteViews } from './site';
import { strategyProviderName } from './strategy-provider-name';
import { templateRule } from './template-rule';

export const unorderedCapacityProvider = templateRule({
  id: 'unordered-capacity-provider',
  title: 'nothing makes CloudFormation associate the capacity provider with the cluster before the service that names it',
  viewsOf: siteViews,
  judge({ service, cluster, capacities, subject }) {
    const association = cluster?.association;
    if (!association?.providers.known || !service.strategy?.known) return [];
    // An association of another stack is there before, or comes by other means.
    if (association.subject.templatePath !== service.subject.templatePath || service.createdAfter?.includes(association.id)) return [];
    const added = association.providers.value;
    const late = [
      ...new Set(
        service.strategy.value.flatMap(({ provider }) => (provider.known && added.includes(provider.value) ? [provider.value] : [])),
      ),
    ];
    if (late.length === 0) return [];
    return [
      {
        // Most deployments come through; it is the deletion that ends there.
        severity: 'note',
        summary: `${subject.constructPath} may be created before ${association.subject.constructPath}, which associates ${late
          .map((name) => strategyProviderName(name, capacities))
          .join(', ')} with its cluster`,
        notes: [
          'the service waits for the capacity provider that it names, and not for its association with the cluster',
          'when the stack is deleted, ECS may say "The specified capacity provider is in use and cannot be removed"',
        ],
        cures: [
          siteCure(`add DependsOn: ${association.subject.logicalId} (node.addDependency) to ${subject.constructPath}`, (model) =>
            changeService(model, service.id, { createdAfter: [...(service.createdAfter ?? []), association.id] }),
          ),
        ],
      },
    ];
  },
});
