import { changeRole } from './change-model';
import { pieces } from './site';
import { templateRule } from './template-rule';
import type { Role, Statement } from '../model';

const roles = pieces<Role>((model) => model.roles);

export const wildcardRole = templateRule({
  id: 'wildcard-role',
  title: 'the role of a task may do everything in the account',
  viewsOf: roles.viewsOf,
  judge({ piece: role, site }) {
    const users = site.model.taskDefinitions.filter(({ taskRole, executionRole }) =>
      [taskRole, executionRole].some((one) => one?.known === true && one.value === role.id));
    const [wide] = role.statements.filter(isEverything);
    if (users.length === 0 || !wide || role.hasPermissionsBoundary) return [];
    return [
      {
        severity: 'warning' as const,
        summary: `${role.subject.constructPath} allows every action on every resource to ${users.map(({ subject }) => subject.constructPath).join(', ')}`,
        notes: ['whoever gets a container of the task to run something of theirs has the account'],
        cures: [
          roles.cure(`name the actions and resources that the task uses in ${role.subject.constructPath}, in place of *`, (model) =>
            changeRole(model, role.id, { statements: role.statements.filter((statement) => !isEverything(statement)) })),
        ],
      },
    ];
  },
});

function isEverything({ effect, actions, resources, conditional }: Statement): boolean {
  return !conditional && effect.known && effect.value === 'Allow' && actions?.known === true && actions.value.includes('*') &&
    resources?.known === true && resources.value.some((resource) => resource.known && resource.value === '*');
}
