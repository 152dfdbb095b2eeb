import { changeCapacity } from './change-model';
import { isForInstances } from './fargate-service';
import { servicesOf, tasks } from './task-site';
import { templateRule } from './template-rule';
import { groupsOf } from './views';
import { known, type InstanceGroup } from '../model';

export const unavailableVolumeDriver = templateRule({
  id: 'unavailable-volume-driver',
  title: 'a task has a Docker volume of a plugin that its instances do not install',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const services = servicesOf(view);
    const volumes = view.piece.volumes.known ? view.piece.volumes.value : [];
    const drivers = [
      ...new Set(volumes.flatMap(({ kind, dockerDriver }) => (kind === 'docker' && dockerDriver?.known ? [dockerDriver.value] : []))),
    ];
    if (services.length === 0 || !services.every(isForInstances)) return [];
    const groups = [
      ...new Set(
        services.flatMap((service) => {
          const found = groupsOf(service);
          return found.known && service.cluster?.imported === false ? found.value : [];
        }),
      ),
    ];
    const missing = drivers.filter((driver) => driver !== 'local' && groups.length > 0 && groups.every((group) => lacks(group, driver)));
    const paths = groups.map(({ subject }) => subject.constructPath).join(', ');
    return missing.map((driver) => ({
      severity: 'warning' as const,
      summary: `${view.subject.constructPath} has a Docker volume of ${driver}, and user data of ${paths} does not install that plugin`,
      notes: [
        'the ECS-optimized AMIs hold the driver local alone',
        'ECS will say "... is missing an attribute required by your task." where the plugin is not there when the agent starts',
      ],
      cures: [
        tasks.cure(
          `run "docker plugin install ${driver} --grant-all-permissions" in the user data of ${paths}, and restart the agent`,
          (model) =>
            groups.reduce(
              (changed, { id, agent }) =>
                changeCapacity(changed, id, {
                  agent: { ...agent, userData: known(`docker plugin install ${driver}`) },
                }),
              model,
            ),
        ),
      ],
    }));
  },
});

/** True where all of the script was read, and nothing in it has to do with the plugin. */
function lacks({ agent, ami }: InstanceGroup, driver: string): boolean {
  const optimized = ami.ecsOptimized.known && ami.ecsOptimized.value && ami.os.known && ami.os.value.startsWith('amazon-linux');
  if (!optimized || !agent.reservedMemoryMiB.known || agent.userData?.known === false) return false;
  const script = agent.userData?.known ? agent.userData.value : '';
  // A script that is fetched from elsewhere may install anything.
  return !/docker\s+plugin|\b(curl|wget|aws\s+s3|ansible|chef|puppet|cfn-init)\b/.test(script) && !script.includes(driver.split(/[/:]/)[0]);
}
