import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, type ServiceConnectConfiguration, type ServiceConnectService } from '../model';

export const incompleteServiceConnect = templateRule({
  id: 'incomplete-service-connect',
  title: 'Service Connect of a service has no namespace, TLS without its role, or access logs without a log configuration',
  viewsOf: serviceViews,
  judge(view) {
    const { serviceConnect, serviceConnectConfiguration: configuration } = view.service;
    if (!serviceConnect.known || !serviceConnect.value || !configuration) return [];
    return [...namespace(view, configuration), ...encryption(view, configuration), ...accessLogs(view, configuration)];
  },
});

function namespace({ cluster, subject }: ServiceView, configuration: ServiceConnectConfiguration): readonly Problem<ServiceView>[] {
  if (configuration.namespace !== undefined || !cluster || cluster.imported || cluster.defaultNamespace !== undefined) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} uses Service Connect without a namespace, and ${cluster.subject.constructPath} has no default one`,
      notes: ['ECS will say "NamespaceNotFoundException"'],
      cures: [
        serviceCure(`set ServiceConnectConfiguration.Namespace (namespace) of ${subject.constructPath}`, {
          serviceConnectConfiguration: { ...configuration, namespace: known('shop.internal') },
        }),
      ],
    },
  ];
}

function encryption({ definition, subject }: ServiceView, configuration: ServiceConnectConfiguration): readonly Problem<ServiceView>[] {
  const services = configuration.services.known ? configuration.services.value : [];
  const change = (one: ServiceConnectService, to: Partial<ServiceConnectService>) => ({
    serviceConnectConfiguration: { ...configuration, services: known(services.map((other) => (other === one ? { ...one, ...to } : other))) },
  });
  const mode = definition?.networkMode;
  return services.filter(({ usesTls }) => usesTls).flatMap((one): readonly Problem<ServiceView>[] => {
    const port = one.portName.known ? one.portName.value : 'a port';
    return [
      ...(one.tlsRole === undefined ? [{
        severity: 'error' as const,
        summary: `Service Connect of ${subject.constructPath} encrypts ${port}, and names no role that may issue its certificates`,
        cures: [serviceCure<ServiceView>(`set Tls.RoleArn of ${port} to a role with AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity`,
          change(one, { tlsRole: known('a role') }))],
      }] : []),
      ...(mode?.known && mode.value !== 'awsvpc' && one.tlsRole?.known !== false ? [{
        severity: 'error' as const,
        summary: `Service Connect of ${subject.constructPath} encrypts ${port}, which takes the network mode awsvpc, and its tasks are in ${mode.value} mode`,
        cures: [serviceCure<ServiceView>(`remove Tls of ${port}, or set NetworkMode of the task definition to awsvpc`, change(one, { usesTls: false }))],
      }] : []),
    ];
  });
}

function accessLogs({ subject }: ServiceView, configuration: ServiceConnectConfiguration): readonly Problem<ServiceView>[] {
  if (configuration.accessLogFormat?.known !== true || configuration.logDriver !== undefined) return [];
  return [
    {
      severity: 'error',
      summary: `Service Connect of ${subject.constructPath} writes access logs, and has no log configuration to write them to`,
      cures: [
        serviceCure(`set ServiceConnectConfiguration.LogConfiguration (logDriver) of ${subject.constructPath}`, {
          serviceConnectConfiguration: { ...configuration, logDriver: known('awslogs') },
        }),
      ],
    },
  ];
}
