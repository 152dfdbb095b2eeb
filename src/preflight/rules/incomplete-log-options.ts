import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule, type Problem } from './template-rule';
import { isForFargate, taskViews, type TaskView } from './views';
import { known, type ContainerDefinition, type Known } from '../model';

export const incompleteLogOptions = templateRule({
  id: 'incomplete-log-options',
  title: 'the log driver awslogs or splunk lacks an option, or has two that exclude each other',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    const { logDriver, logOptions } = container;
    // ECS fills in the options of an express service.
    if (view.definition.madeFor === 'express' || !logDriver?.known || !logOptions.known) return [];
    const options = logOptions.value;
    if (logDriver.value === 'splunk') return splunk(view, container, options);
    if (logDriver.value !== 'awslogs') return [];
    return [...missing(view, container, options), ...excluding(view, container, options), ...mode(view, container, options)];
  }),
});

type Options = Readonly<Record<string, Known<string>>>;

function missing(view: TaskView, container: ContainerDefinition, options: Options): readonly Problem<TaskView>[] {
  const needed = ['awslogs-group', 'awslogs-region', ...(isForFargate(view) ? ['awslogs-stream-prefix'] : [])];
  const absent = needed.filter((name) => !(name in options));
  if (absent.length === 0) return [];
  return [
    {
      // On an instance Docker takes the region of the instance where none is set.
      severity: isForFargate(view) || absent.includes('awslogs-group') ? 'error' : 'warning',
      summary: `awslogs of ${containerName(container)} of ${view.subject.constructPath} has no ${absent.join(', ')}`,
      cures: [withOptions(`set ${absent.join(', ')} in LogConfiguration.Options of ${containerName(container)}`, container, {
        ...options, ...Object.fromEntries(absent.map((name) => [name, known('set')])),
      })],
    },
  ];
}

function splunk({ subject }: TaskView, container: ContainerDefinition, options: Options): readonly Problem<TaskView>[] {
  const secrets = container.logSecrets;
  // Secrets that are there and have no known name may be those that are missed.
  if (secrets !== undefined && Object.keys(secrets).length === 0) return [];
  const absent = ['splunk-token', 'splunk-url'].filter((name) => !(name in options) && !(secrets && name in secrets));
  if (absent.length === 0) return [];
  return [
    {
      severity: 'error',
      summary: `splunk of ${containerName(container)} of ${subject.constructPath} has no ${absent.join(', ')}`,
      cures: [withOptions(`set ${absent.join(', ')} in LogConfiguration.Options or SecretOptions of ${containerName(container)}`, container, {
        ...options, ...Object.fromEntries(absent.map((name) => [name, known('set')])),
      })],
    },
  ];
}

function excluding({ subject }: TaskView, container: ContainerDefinition, options: Options): readonly Problem<TaskView>[] {
  const [first, second] = ['awslogs-datetime-format', 'awslogs-multiline-pattern'];
  if (!(first in options) || !(second in options)) return [];
  return [
    {
      severity: 'error',
      summary: `awslogs of ${containerName(container)} of ${subject.constructPath} has both ${first} and ${second}, which exclude each other`,
      cures: [withOptions(`remove ${second} from ${containerName(container)}`, container, without(options, second))],
    },
  ];
}

function mode({ subject }: TaskView, container: ContainerDefinition, options: Options): readonly Problem<TaskView>[] {
  const written: Known<string> | undefined = options.mode;
  if (!written?.known || written.value === 'non-blocking') return [];
  const blocking = written.value === 'blocking';
  return [
    {
      severity: blocking ? 'note' : 'error',
      summary: blocking ? `awslogs of ${containerName(container)} of ${subject.constructPath} stops the container while logs cannot be sent`
        : `awslogs of ${containerName(container)} of ${subject.constructPath} has the mode ${written.value}, and there are blocking and non-blocking`,
      notes: blocking ? ['when CloudWatch Logs is slow or out of reach, writes to stdout wait, and health checks fail with them'] : [],
      cures: [withOptions(`set mode (mode) of ${containerName(container)} from ${written.value} to non-blocking`, container, { ...options, mode: known('non-blocking') })],
    },
  ];
}

function withOptions(text: string, container: ContainerDefinition, options: Options) {
  return changeContainer(text, container, { logOptions: known(options) });
}

function without(options: Options, name: string): Options {
  return Object.fromEntries(Object.entries(options).filter(([other]) => other !== name));
}
