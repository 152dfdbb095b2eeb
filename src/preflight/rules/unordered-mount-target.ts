import { changeService } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';

export const unorderedMountTarget = templateRule({
  id: 'unordered-mount-target',
  title: 'nothing makes CloudFormation create the mount targets before the service whose tasks mount the file system',
  viewsOf: siteViews,
  judge({ service, definition, site, subject }) {
    const volumes = definition?.volumes.known ? definition.volumes.value : [];
    const systems = volumes.flatMap(({ efsFileSystem }) =>
      efsFileSystem?.known && site.declared.has(efsFileSystem.value) ? [efsFileSystem.value] : [],
    );
    const near = (site.model.mountTargets ?? []).filter(
      (target) =>
        target.fileSystem.known &&
        systems.includes(target.fileSystem.value) &&
        target.subject.templatePath === service.subject.templatePath,
    );
    const late = near.filter(({ id }) => !service.createdAfter?.includes(id));
    if (late.length === 0 || !service.desiredCount.known || service.desiredCount.value === 0) return [];
    return [
      {
        severity: 'warning' as const,
        summary: `${subject.constructPath} may be created before ${late.map((target) => target.subject.constructPath).join(', ')}`,
        notes: [
          'tasks that start before their mount target is there end, and count as failures of the deployment',
          'ECS will say "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes"',
        ],
        cures: [
          siteCure(
            `add DependsOn (node.addDependency(fileSystem.mountTargetsAvailable)) for ${late.map((target) => target.subject.logicalId).join(', ')}`,
            (model) => changeService(model, service.id, { createdAfter: [...(service.createdAfter ?? []), ...late.map(({ id }) => id)] }),
          ),
        ],
      },
    ];
  },
});
