import { changeRole, changeTask } from './change-model';
import { policyLets, withStatement } from './role-questions';
import { forFargate, roleOf, tasks, type TaskPiece } from './task-site';
import { templateRule, type Problem } from './template-rule';
import { known, mapKnown, mayDo, type Volume } from '../model';

export const fileSystemWithoutTaskRole = templateRule({
  id: 'file-system-without-task-role',
  title: 'a volume is mounted with the rights of a task role that is not there, or that has none',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const volumes = view.piece.volumes.known ? view.piece.volumes.value : [];
    return volumes.flatMap((volume) => {
      const authorized = volume.kind === 'efs' && volume.efsIamAuthorization?.known === true && volume.efsIamAuthorization.value;
      if (!authorized && volume.kind !== 's3-files') return [];
      // On an instance the mount helper may take the role of the instance.
      if (view.piece.taskRole === undefined) return volume.kind === 's3-files' || forFargate(view) ? [noRole(view, volume)] : [];
      return authorized ? noRights(view, volume) : [];
    });
  },
});

function noRole({ piece, subject }: TaskPiece, volume: Volume): Problem<TaskPiece> {
  const name = nameOf(volume);
  const efs = volume.kind === 'efs';
  return {
    severity: efs ? 'warning' : 'error',
    summary: `the volume ${name} of ${subject.constructPath} ${efs ? 'is mounted with IAM authorization' : 'is one of S3 Files'}, and the task has no task role`,
    notes: efs ? ['the task role is whom Amazon EFS asks for', MOUNT] : ['a task with a volume of S3 Files must have a task role'],
    cures: [
      tasks.cure(`give ${subject.constructPath} a TaskRoleArn (taskRole) that may mount the file system`, (model) =>
        changeTask(model, piece.id, { taskRole: known('a role of its own') })),
      ...efs ? [withoutAuthorization(piece.id, name, volume)] : [],
    ],
  };
}

const MOUNT = 'ECS will say "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes", with "access denied by server while mounting"';

/** A file system without a policy lets everybody mount it that reaches it; with one, the policy or the role has to allow it. */
function noRights(view: TaskPiece, volume: Volume): readonly Problem<TaskPiece>[] {
  const { piece, site, subject } = view;
  const role = roleOf(view, 'taskRole');
  const system = volume.efsFileSystem?.known ? site.declared.get(volume.efsFileSystem.value) : undefined;
  if (!role || !system?.policy?.known) return [];
  const bySystem = policyLets(system.policy.value, role, ACTION, site);
  if ((bySystem !== 'no' && bySystem !== 'delegated') || mayDo(role, ACTION, system.id).answer !== 'no') return [];
  const name = nameOf(volume);
  return [
    {
      severity: 'warning',
      summary: `${role.subject.constructPath} lacks ${ACTION}, and the policy of ${system.subject.constructPath} does not give it, so the volume ${name} of ${subject.constructPath} is not mounted`,
      notes: [MOUNT],
      cures: [
        tasks.cure(`allow ${ACTION} in ${role.subject.constructPath} (fileSystem.grantReadWrite)`, (model) =>
          changeRole(model, role.id, withStatement(role, [ACTION], '*'))),
        withoutAuthorization(piece.id, name, volume),
      ],
    },
  ];
}

const ACTION = 'elasticfilesystem:ClientMount';

function withoutAuthorization(task: string, name: string, volume: Volume) {
  return tasks.cure(`set AuthorizationConfig.IAM (authorizationConfig.iam) of the volume ${name} from ENABLED to DISABLED`, (model) => ({
    ...model,
    taskDefinitions: model.taskDefinitions.map((one) => (one.id === task
      ? {
        ...one,
        volumes: mapKnown(one.volumes, (all) => all.map((each) => (each === volume ? { ...each, efsIamAuthorization: known(false) } : each))),
      }
      : one)),
  }));
}

function nameOf({ name }: Volume): string {
  return name.known ? name.value : 'without a known name';
}
