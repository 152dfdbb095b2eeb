import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule, type Problem } from './template-rule';
import { taskViews, type TaskView } from './views';
import { known } from '../model';

export const parameterOfOtherNetworkMode = templateRule({
  id: 'parameter-of-other-network-mode',
  title: 'a task has links, host names or a proxy that its network mode does not have',
  viewsOf: taskViews,
  judge(view) {
    const { networkMode } = view.definition;
    return networkMode.known ? [...inContainers(view, networkMode.value), ...proxy(view, networkMode.value)] : [];
  },
});

function inContainers(view: TaskView, mode: string): readonly Problem<TaskView>[] {
  return containersOf(view).flatMap((container) => {
    const links = container.links?.known === true && container.links.value.length > 0 && mode !== 'bridge';
    const hosts = container.extraHosts?.known === true && container.extraHosts.value.length > 0 && mode === 'awsvpc';
    const name = container.hostname?.known === true && container.hostname.value !== '' && mode === 'awsvpc';
    const used = [...(links ? ['Links'] : []), ...(hosts ? ['ExtraHosts'] : []), ...(name ? ['Hostname'] : [])];
    if (used.length === 0) return [];
    return [
      {
        severity: 'error' as const,
        summary: `${containerName(container)} of ${view.subject.constructPath} has ${used.join(', ')}, which the network mode ${mode} does not have`,
        notes: mode === 'awsvpc' ? ['containers of one task reach one another at localhost in awsvpc mode'] : [],
        cures: [
          changeContainer(`remove ${used.join(', ')} from ${containerName(container)}`, container, {
            links: undefined,
            extraHosts: undefined,
            hostname: undefined,
          }),
        ],
      },
    ];
  });
}

function proxy({ definition, subject }: TaskView, mode: string): readonly Problem<TaskView>[] {
  if (!definition.proxyConfiguration?.known || mode === 'awsvpc') return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} has a ProxyConfiguration, which the network mode ${mode} does not have`,
      cures: [
        {
          text: `set NetworkMode (networkMode) of ${subject.constructPath} from ${mode} to awsvpc`,
          apply: (view) => ({ ...view, definition: { ...view.definition, networkMode: known<'awsvpc'>('awsvpc') } }),
        },
      ],
    },
  ];
}
