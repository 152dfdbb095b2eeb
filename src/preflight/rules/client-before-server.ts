import { changeService } from './change-model';
import { namespaceOf, offersOf, variableFor } from './service-connect-offers';
import { siteCure, siteViews } from './site';
import type { SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { serviceViews } from './views';
import type { TaskDefinition } from '../model';

export const clientBeforeServer = templateRule({
  id: 'client-before-server',
  title: 'a Service Connect client may be created before the service it calls, whose name it then does not know',
  viewsOf: siteViews,
  judge(view) {
    const { service, site } = view;
    const namespace = namespaceOf(view);
    if (namespace === undefined || !service.desiredCount.known || service.desiredCount.value === 0) return [];
    return serviceViews(site.model)
      .filter((server) => server.service.id !== service.id && namespaceOf(server) === namespace
        && server.subject.templatePath === view.subject.templatePath && !service.createdAfter?.includes(server.service.id))
      .flatMap(({ service: server, definition }): readonly Problem<SiteView>[] => {
        const called = offersOf(server, definition).flatMap((offer) => {
          const variable = variableFor(offer, view.definition);
          return variable === undefined || !offer.alias ? [] : [{ variable, name: offer.alias.name }];
        });
        // Who waits for the other one has been decided, and of two that call each other one is always first.
        if (called.length === 0 || server.createdAfter?.includes(service.id) || calls(definition, view)) return [];
        const [{ variable, name }] = called;
        return [
          {
            severity: 'warning',
            summary: `${service.subject.constructPath} calls ${name} (${variable}), and may be created before ${server.subject.constructPath}, which serves it`,
            notes: ['the proxy of a task knows the names that were served when its deployment started; later ones come with its next deployment'],
            cures: [
              siteCure(`add DependsOn (node.addDependency) from ${service.subject.logicalId} to ${server.subject.logicalId}`, (model) =>
                changeService(model, service.id, { createdAfter: [...service.createdAfter ?? [], server.id] })),
            ],
          },
        ];
      });
  },
});

/** True where a task of the definition calls the service as well: neither can wait for the other. */
function calls(definition: TaskDefinition | undefined, { service, definition: own }: SiteView): boolean {
  return offersOf(service, own).some((offer) => variableFor(offer, definition) !== undefined);
}
