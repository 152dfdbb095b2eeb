import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known, type ContainerDefinition } from '../model';

const PROXY = /^http_proxy$/i;
const EXCEPTION = /^no_proxy$/i;

export const proxiedMetadata = templateRule({
  id: 'proxied-metadata',
  title: 'a container sends its calls for credentials of the task role to a proxy',
  viewsOf: taskViews,
  judge(view) {
    // Without a task role a container asks for no credentials.
    if (!view.definition.taskRole?.known) return [];
    return containersOf(view).flatMap((container) => {
      const { environment } = container;
      const [name, proxy] = Object.entries(environment).find(([one]) => PROXY.test(one)) ?? [];
      if (name === undefined || !proxy?.known || proxy.value === '' || mayExcept(container)) return [];
      const exception = name === name.toUpperCase() ? 'NO_PROXY' : 'no_proxy';
      return [
        {
          severity: 'warning' as const,
          summary: `${containerName(container)} of ${view.subject.constructPath} has ${name}, and no ${exception} with 169.254.170.2, where the task role answers`,
          notes: ['libraries that follow the variable ask the proxy for credentials and metadata of the task, and get none'],
          cures: [
            changeContainer(`add 169.254.170.2,169.254.169.254 to ${exception} of ${containerName(container)}`, container, {
              environment: { ...environment, [exception]: known('169.254.170.2,169.254.169.254') },
            }),
          ],
        },
      ];
    });
  },
});

/** True when an exception is written, or may come from where one cannot look. */
function mayExcept({ environment, secrets, environmentFiles }: ContainerDefinition): boolean {
  if (!environmentFiles.known || environmentFiles.value.length > 0 || Object.keys(secrets).some((name) => EXCEPTION.test(name))) {return true;}
  return Object.entries(environment).some(
    ([name, value]) => EXCEPTION.test(name) && (!value.known || /169\.254|\*|\$\{|\{\{/.test(value.value)),
  );
}
