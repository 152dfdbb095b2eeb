import { environmentOf } from './environment';
import { repositories } from './lifecycle-policy';
import type { PieceView } from './site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import { known, mayDo, type Repository, type Statement, type TaskDefinition } from '../model';

const PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] as const;

export const closedRepository = templateRule({
  id: 'closed-repository',
  title: 'tasks of another account pull from a repository whose policy does not let that account in',
  viewsOf: repositories.viewsOf,
  judge(view) {
    const { piece: repository, site, subject } = view;
    if (repository.policyStatements?.known === false) return [];
    const statements = repository.policyStatements?.value ?? [];
    const accounts = new Map<string, TaskDefinition[]>();
    for (const [account, task] of strangers(view)) accounts.set(account, [...accounts.get(account) ?? [], task]);
    return [...accounts].flatMap(([account, tasks]) => {
      const closed = PULL.filter((action) => !statements.some((statement) => mayLet(statement, action, account)));
      if (closed.length === 0) return [];
      return [
        {
          severity: sureness(site).severity,
          summary: `${subject.constructPath} does not let the account ${account} pull, which runs ${tasks.map((task) => task.subject.constructPath).join(', ')}`,
          notes: [
            'a role may pull from another account only where the policy of the repository allows it too',
            'ECS will say "CannotPullContainerError", with "403 Forbidden"',
            ...sureness(site).notes,
          ],
          cures: [
            repositories.cure(`allow ${closed.join(' and ')} to arn:aws:iam::${account}:root in RepositoryPolicyText of ${subject.constructPath} (addToResourcePolicy)`, (model) => ({
              ...model,
              repositories: model.repositories?.map((one) => (one.id === repository.id ? opened(one, closed, account) : one)),
            })),
          ],
        },
      ];
    });
  },
});

/** Task definitions of other accounts that pull from the repository, by account. */
function strangers({ piece: { name, subject }, site }: PieceView<Repository>): readonly (readonly [string, TaskDefinition])[] {
  const own = environmentOf(subject, site)?.account;
  if (!name.known || own === undefined) return [];
  return site.model.taskDefinitions.flatMap((task) => {
    const account = environmentOf(task.subject, site)?.account;
    if (account === undefined || account === own || !task.containers.known) return [];
    const pulls = task.containers.value.some(({ image }) => {
      const [, registry, repository] = image.known ? /^(\d{12})\.dkr[.-]ecr[.-][^/]+\/([^:@]+)/.exec(image.value) ?? [] : [];
      return registry === own && repository === name.value;
    });
    return pulls ? [[account, task] as const] : [];
  });
}

/** True unless the statement is certain to let nobody of the account in. */
function mayLet(statement: Statement, action: string, account: string): boolean {
  const { effect, principals, notPrincipals } = statement;
  if (effect.known && effect.value === 'Deny') return false;
  if (mayDo({ statements: [{ ...statement, resources: known([known('*')]) }], hasPermissionsBoundary: false }, action, '*').answer === 'no') return false;
  if (notPrincipals || !principals?.known) return notPrincipals !== undefined || principals !== undefined;
  return principals.value.some((one) => one === '*' || one.includes(account) || one.includes('${') || !/^arn:|^\d{12}$|\.amazonaws\.com/.test(one));
}

function opened(repository: Repository, actions: readonly string[], account: string): Repository {
  const statements = repository.policyStatements?.known ? repository.policyStatements.value : [];
  const added: Statement = { effect: known('Allow'), principals: known([`arn:aws:iam::${account}:root`]), actions: known(actions), conditional: false };
  return { ...repository, hasRepositoryPolicy: true, policyStatements: known([...statements, added]) };
}
