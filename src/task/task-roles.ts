import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { broughtRole } from './brought-role';
import { ManagedPolicyRole } from './managed-policy-role';
import { taskPrincipal } from './task-principal';
import { TaskSettings } from './task-settings';

/** The two roles of a task. */
export interface TaskRoles {
  readonly taskRole: iam.IRole;
  readonly executionRole: iam.IRole;
}

export function newTaskRoles(scope: Construct, settings: TaskSettings): TaskRoles {
  checkPath(settings.rolePath);
  return {
    taskRole: role(scope, 'TaskRole', 'taskRole', settings),
    executionRole: role(scope, 'ExecutionRole', 'executionRole', settings),
  };
}

function role(scope: Construct, id: string, prop: 'taskRole' | 'executionRole', settings: TaskSettings): iam.IRole {
  const brought = settings[prop];
  if (brought) return broughtRole(scope, prop, brought);
  return new ManagedPolicyRole(scope, id, {
    assumedBy: taskPrincipal(scope), path: settings.rolePath, permissionsBoundary: settings.permissionsBoundary,
  });
}

function checkPath(path: string | undefined): void {
  if (path === undefined || Token.isUnresolved(path)) return;
  if (!/^\/([\x21-\x7e]*\/)?$/.test(path) || path.length > 512) {
    throw new Error(`\`rolePath\` must begin and end with /, in at most 512 characters, got ${path}`);
  }
}
