import { isForFargateService } from './fargate-service';
import { serviceCure } from './service-change';
import { templateRule } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known } from '../model';

const VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0'];

export const oldPlatformVersion = templateRule({
  id: 'old-platform-version',
  title: 'a Fargate service names a platform version that does not exist, or that lacks what its task uses',
  viewsOf: serviceViews,
  judge(view) {
    const { platformVersion: version } = view.service;
    if (!version?.known || version.value.toUpperCase() === 'LATEST' || !isForFargateService(view) || !forLinux(view)) return [];
    const cures = [serviceCure<ServiceView>(`set PlatformVersion (platformVersion) of ${view.subject.constructPath} from ${version.value} to LATEST`, {
      platformVersion: known('LATEST'),
    })];
    if (!VERSIONS.includes(version.value)) {
      return [
        {
          // A version after the last one that is known may have come since.
          severity: /^(1\.([5-9]|\d\d+)|[2-9])\./.test(version.value) ? 'warning' as const : 'error' as const,
          summary: `${view.subject.constructPath} asks for the platform version ${version.value}, and Fargate has ${VERSIONS.join(', ')} and LATEST`,
          notes: ['ECS will say "PlatformUnknownException"'],
          cures,
        },
      ];
    }
    const needs = version.value === '1.4.0' ? [] : newer(view);
    return needs.length === 0 ? [] : [
      {
        severity: 'error' as const,
        summary: `${view.subject.constructPath} runs on platform version ${version.value}, and ${needs.join(', ')} came with 1.4.0`,
        notes: ['ECS will say "PlatformTaskDefinitionIncompatibilityException"'],
        cures,
      },
    ];
  },
});

/** Windows tasks have platform versions of their own. */
function forLinux({ definition }: ServiceView): boolean {
  return definition?.operatingSystemFamily.known === true && !/^windows/i.test(definition.operatingSystemFamily.value);
}

function newer({ service, definition }: ServiceView): readonly string[] {
  if (!definition) return [];
  const { volumes, ephemeralStorageGiB, cpuArchitecture, cpuUnits, containers } = definition;
  const kinds = volumes.known ? volumes.value.map(({ kind }) => kind) : [];
  return [
    ...(kinds.includes('efs') ? ['EFS volumes'] : []), ...(kinds.includes('ebs-at-launch') ? ['EBS volumes'] : []),
    ...(ephemeralStorageGiB !== undefined ? ['EphemeralStorage'] : []),
    ...(cpuArchitecture.known && cpuArchitecture.value === 'arm64' ? ['ARM64'] : []),
    ...(cpuUnits?.known && cpuUnits.value >= 8192 ? ['8 vCPU and more'] : []),
    ...(service.executeCommand.known && service.executeCommand.value ? ['ECS Exec'] : []),
    ...(service.serviceConnect.known && service.serviceConnect.value ? ['Service Connect'] : []),
    ...(containers.known && containers.value.some(({ environmentFiles: files }) => files.known && files.value.length > 0) ? ['environment files'] : []),
  ];
}
