import type { SiteView } from './site';
import type { ContainerDefinition, PortMapping, Service, TaskDefinition } from '../model';

/** One port that a service offers to the others of its namespace. */
export interface Offer {
  readonly portName: string;
  /** Where the proxy of the server listens in `awsvpc` mode; undefined where that is not known. */
  readonly ingressPort?: number;
  /** Name and port by which clients call it; undefined where either is not known. */
  readonly alias?: { readonly name: string; readonly port: number };
}

/** What the service offers by Service Connect, as far as the input tells. */
export function offersOf(service: Service, definition: TaskDefinition | undefined): readonly Offer[] {
  const { serviceConnect, serviceConnectConfiguration: configuration } = service;
  if (!serviceConnect.known || !serviceConnect.value || !configuration?.services.known) return [];
  return configuration.services.value.flatMap(({ portName, discoveryName, ingressPortOverride, aliases }): readonly Offer[] => {
    if (!portName.known) return [];
    const port = ingressPortOverride ?? mappingOf(portName.value, definition)?.containerPort;
    const [alias] = aliases.known ? aliases.value : [];
    const { namespace } = configuration;
    const discovery = discoveryName ?? portName;
    const whole =
      discovery.known && namespace?.known && !/[:/]/.test(namespace.value) ? `${discovery.value}.${namespace.value}` : undefined;
    const name = alias?.dnsName ? (alias.dnsName.known ? alias.dnsName.value : undefined) : whole;
    return [
      {
        portName: portName.value,
        ...(port?.known ? { ingressPort: port.value } : {}),
        ...(alias?.port.known && name !== undefined ? { alias: { name, port: alias.port.value } } : {}),
      },
    ];
  });
}

/** Its namespace, or that of its cluster, as the template names it; undefined where that is not known. */
export function namespaceOf({ service, cluster }: Pick<SiteView, 'service' | 'cluster'>): string | undefined {
  if (!service.serviceConnect.known || !service.serviceConnect.value || !service.serviceConnectConfiguration) return undefined;
  const namespace = service.serviceConnectConfiguration.namespace ?? cluster?.defaultNamespace;
  return namespace?.known ? namespace.value : undefined;
}

/** The variable of a container that holds the address of the offer; undefined where none does. */
export function variableFor({ alias }: Offer, definition: TaskDefinition | undefined): string | undefined {
  if (!alias) return undefined;
  const containers: readonly ContainerDefinition[] = definition?.containers.known ? definition.containers.value : [];
  return containers
    .flatMap(({ environment }) => Object.entries(environment))
    .find(([key, value]) => value.known && names(alias, key, value.value))?.[0];
}

/** A name alone may be anything; behind `//`, before its port, or in a variable for addresses it is the one that is called. */
function names({ name, port }: NonNullable<Offer['alias']>, key: string, value: string): boolean {
  if (value === name) return name.includes('.') || /(HOST|HOSTNAME|ENDPOINT|URL|URI|ADDR|ADDRESS|SERVER)$/i.test(key);
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(//|@)${quoted}(:|/|$)|(^|[/@,;\\s])${quoted}:${port}(?!\\d)`).test(value);
}

function mappingOf(portName: string, definition: TaskDefinition | undefined): PortMapping | undefined {
  const containers = definition?.containers.known ? definition.containers.value : [];
  return containers
    .flatMap(({ portMappings }) => (portMappings.known ? portMappings.value : []))
    .find(({ name }) => name?.known && name.value === portName);
}
