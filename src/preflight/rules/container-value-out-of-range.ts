import { changeContainer, containerName, containersOf, type TaskProblem } from './container-problems';
import { templateRule } from './template-rule';
import { isForFargate, taskViews, type TaskView } from './views';
import { number } from '../explain/refusal-summary';
import { known, type ContainerDefinition, type Known } from '../model';

const RESTART_SECONDS = { min: 60, max: 1800 };
const MOST_EXIT_CODES = 50;
const MOST_ENVIRONMENT_FILES = 10;
const FARGATE_START_SECONDS = 120;
const FARGATE_OPEN_FILES = 1_048_576;
const FARGATE_STORAGE_GIB = { min: 21, max: 200 };

export const containerValueOutOfRange = templateRule({
  id: 'container-value-out-of-range',
  title: 'a setting of a container, or the disk of a Fargate task, is outside of what ECS takes',
  viewsOf: taskViews,
  judge: (view) => [
    ...containersOf(view).flatMap((container) => [
      ...restarts(view, container),
      ...environment(view, container),
      ...credentials(view, container),
      ...onFargate(view, container),
    ]),
    ...storage(view),
  ],
});

/** The value where it is known and outside. */
function outside(value: Known<number> | undefined, min: number, max: number): number | undefined {
  return value?.known && (value.value < min || value.value > max) ? value.value : undefined;
}

function problem(
  view: TaskView,
  container: ContainerDefinition,
  what: string,
  cureText: string,
  change: Partial<ContainerDefinition>,
): TaskProblem {
  return {
    severity: 'error',
    summary: `${containerName(container)} of ${view.subject.constructPath} has ${what}`,
    cures: [changeContainer(`${cureText} of ${containerName(container)}`, container, change)],
  };
}

function restarts(view: TaskView, container: ContainerDefinition): readonly TaskProblem[] {
  const { min, max } = RESTART_SECONDS;
  const period = outside(container.restartAttemptPeriodSeconds, min, max);
  const codes = container.restartIgnoredExitCodes;
  return [
    ...(period === undefined
      ? []
      : [
        problem(
          view,
          container,
          `a RestartAttemptPeriod of ${number(period)} s, and ECS takes ${min} to ${number(max)} s`,
          `set RestartPolicy.RestartAttemptPeriod (restartAttemptPeriod) to ${min} s or more, ${number(max)} s at most,`,
          { restartAttemptPeriodSeconds: known(min) },
        ),
      ]),
    ...(codes?.known && codes.value.length > MOST_EXIT_CODES
      ? [
        problem(
          view,
          container,
          `${codes.value.length} IgnoredExitCodes, and ECS takes ${MOST_EXIT_CODES}`,
          `keep ${MOST_EXIT_CODES} IgnoredExitCodes`,
          { restartIgnoredExitCodes: known(codes.value.slice(0, MOST_EXIT_CODES)) },
        ),
      ]
      : []),
  ];
}

function environment(view: TaskView, container: ContainerDefinition): readonly TaskProblem[] {
  const files = container.environmentFiles.known ? container.environmentFiles.value : [];
  // An address that ends with what only the deployment fills in may end with .env as well.
  const others = files.filter((file) => file !== '' && !/(\.env|\})$/.test(file));
  return [
    ...(files.length > MOST_ENVIRONMENT_FILES
      ? [
        problem(
          view,
          container,
          `${files.length} environment files, and ECS takes ${MOST_ENVIRONMENT_FILES}`,
          `keep ${MOST_ENVIRONMENT_FILES} EnvironmentFiles (environmentFiles)`,
          { environmentFiles: known(files.slice(0, MOST_ENVIRONMENT_FILES)) },
        ),
      ]
      : []),
    ...(others.length > 0
      ? [
        problem(
          view,
          container,
          `the environment file ${others[0]}, and ECS takes files that end with .env`,
          'name files that end with .env in EnvironmentFiles (environmentFiles)',
          { environmentFiles: known(files.filter((file) => !others.includes(file))) },
        ),
      ]
      : []),
  ];
}

function credentials(view: TaskView, container: ContainerDefinition): readonly TaskProblem[] {
  const specs = container.credentialSpecs;
  if (!specs?.known || specs.value.length < 2) return [];
  return [
    problem(view, container, `${specs.value.length} CredentialSpecs, and ECS takes one`, 'keep one of CredentialSpecs (credentialSpecs)', {
      credentialSpecs: known(specs.value.slice(0, 1)),
    }),
  ];
}

function onFargate(view: TaskView, container: ContainerDefinition): readonly TaskProblem[] {
  if (!isForFargate(view)) return [];
  const start = outside(container.startTimeoutSeconds, 0, FARGATE_START_SECONDS);
  const limits = container.ulimits?.known ? container.ulimits.value : [];
  const open = limits.find(
    ({ name, hardLimit }) => name.known && name.value === 'nofile' && outside(hardLimit, 0, FARGATE_OPEN_FILES) !== undefined,
  );
  return [
    ...(start === undefined
      ? []
      : [
        problem(
          view,
          container,
          `a StartTimeout of ${number(start)} s, and Fargate gives ${FARGATE_START_SECONDS} s`,
          `set StartTimeout (startTimeout) to ${FARGATE_START_SECONDS} s`,
          { startTimeoutSeconds: known(FARGATE_START_SECONDS) },
        ),
      ]),
    ...(open?.hardLimit.known
      ? [
        problem(
          view,
          container,
          `a limit of ${number(open.hardLimit.value)} open files, and Fargate gives ${number(FARGATE_OPEN_FILES)}`,
          `set HardLimit of nofile to ${number(FARGATE_OPEN_FILES)} or less`,
          { ulimits: known(limits.filter((one) => one !== open)) },
        ),
      ]
      : []),
  ];
}

function storage(view: TaskView): readonly TaskProblem[] {
  const { min, max } = FARGATE_STORAGE_GIB;
  const size = isForFargate(view) ? outside(view.definition.ephemeralStorageGiB, min, max) : undefined;
  if (size === undefined) return [];
  const nearest = Math.min(max, Math.max(min, size));
  return [
    {
      severity: 'error',
      summary: `${view.subject.constructPath} has EphemeralStorage of ${number(size)} GiB, and Fargate takes ${min} to ${max} GiB`,
      notes: size < min ? ['without EphemeralStorage a task has 20 GiB'] : [],
      cures: [
        {
          text: `set EphemeralStorage.SizeInGiB (ephemeralStorage) of ${view.subject.constructPath} from ${number(size)} to ${nearest}`,
          apply: (old) => ({ ...old, definition: { ...old.definition, ephemeralStorageGiB: known(nearest) } }),
        },
      ],
    },
  ];
}
