import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { anyRuleLets, declaredGroups, peerAmong } from './firewall';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mapKnown, type MountTarget } from '../model';

const NFS = { protocol: 'tcp', from: 2049, to: 2049 } as const;

export const closedFileSystem = templateRule({
  id: 'closed-file-system',
  title: 'an EFS file system has no mount target where tasks run, or does not let them in',
  viewsOf: siteViews,
  judge(view) {
    const { definition, site } = view;
    const volumes = definition?.volumes.known ? definition.volumes.value : [];
    const ids = [
      ...new Set(
        volumes.flatMap(({ efsFileSystem }) =>
          efsFileSystem?.known && site.declared.has(efsFileSystem.value) ? [efsFileSystem.value] : [],
        ),
      ),
    ];
    return ids.flatMap((id) => {
      const targets = (site.model.mountTargets ?? []).filter(({ fileSystem }) => fileSystem.known && fileSystem.value === id);
      return [...closed(view, targets), ...absent(view, id, targets)];
    });
  },
});

function closed({ service, site, subject }: SiteView, targets: readonly MountTarget[]): readonly Problem<SiteView>[] {
  const tasks = declaredGroups(service.network?.securityGroups, site);
  if (!tasks) return [];
  const shut = targets.flatMap((target) => {
    const groups = declaredGroups(target.securityGroups, site);
    return groups && anyRuleLets(groups, 'ingress', NFS, peerAmong(tasks)) === 'no' ? [{ target, groups }] : [];
  });
  if (shut.length === 0) return [];
  const [{ groups }] = shut;
  return [
    {
      severity: shut.length === targets.length ? sureness(site).severity : 'warning',
      summary: `${shut.length} of ${targets.length} mount targets do not let tasks of ${subject.constructPath} in on port 2049`,
      evidence: [{ kind: 'text', lines: shut.map(({ target }) => target.subject.constructPath) }],
      notes: ['ECS will say "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes"', ...sureness(site).notes],
      cures: [
        siteCure(
          `let ${tasks[0].subject.constructPath} into ${groups[0].subject.constructPath} on TCP port 2049 (connections.allowDefaultPortFrom)`,
          (model) =>
            changeNetwork(model, 'securityGroups', groups[0].id, {
              ingress: mapKnown(groups[0].ingress, (rules) => [
                ...rules,
                {
                  protocol: known('tcp'),
                  fromPort: known(2049),
                  toPort: known(2049),
                  peer: known({ kind: 'group' as const, group: tasks[0].id }),
                },
              ]),
            }),
        ),
      ],
    },
  ];
}

/** The file system is reached through a mount target in the zone of the task, or in another zone of its VPC by its address only. */
function absent({ service, site, subject }: SiteView, id: string, targets: readonly MountTarget[]): readonly Problem<SiteView>[] {
  const own = service.network && declaredSubnets(service.network.subnets, site);
  const mounted = targets.map(({ subnet }) => (subnet.known ? site.subnets.get(subnet.value) : undefined));
  if (!own || mounted.some((subnet) => !subnet?.zone.known) || own.some(({ zone }) => !zone.known)) return [];
  // A zone that is named and one that is taken by its position may be the same one.
  const byPosition = new Set([...own, ...mounted].map((subnet) => subnet?.zone.known === true && subnet.zone.assumed !== undefined));
  if (byPosition.size > 1) return [];
  const zones = mounted.flatMap((subnet) => (subnet?.zone.known ? [subnet.zone.value] : []));
  const missing = [...new Set(own.flatMap(({ zone }) => (zone.known && !zones.includes(zone.value) ? [zone.value] : [])))];
  if (missing.length === 0 || (site.model.unread ?? 0) > 0) return [];
  const all = own.every(({ zone }) => zone.known && missing.includes(zone.value));
  // Another template than that of the file system may hold all of its mount targets.
  const certain = all && (targets.length > 0 || site.declared.get(id)?.subject.templatePath === subject.templatePath);
  const target = (zone: string): MountTarget => ({
    id: `${id}/${zone}`,
    subject,
    fileSystem: known(id),
    subnet: known(own.find((one) => one.zone.known && one.zone.value === zone)?.id ?? ''),
    securityGroups: known([]),
  });
  return [
    {
      severity: certain ? 'error' : 'warning',
      summary: `the file system of ${subject.constructPath} has no mount target in ${missing.join(', ')}, where ${all ? 'all' : 'some'} tasks run`,
      notes: ['ECS will say "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes"'],
      cures: [
        siteCure(`add a mount target (AWS::EFS::MountTarget) in ${missing.join(', ')}`, (model) => ({
          ...model,
          mountTargets: [...(model.mountTargets ?? []), ...missing.map(target)],
        })),
      ],
    },
  ];
}
