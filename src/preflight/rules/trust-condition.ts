import type { Statement, StatementCondition, TemplateEnvironment } from '../model';

/** How one condition of a trust policy keeps a service out for certain; undefined when it may let it in. */
export function refusal(statement: Statement, principal: string, environment: TemplateEnvironment | undefined): string | undefined {
  const conditions = statement.conditions?.known ? statement.conditions.value : [];
  return conditions.map((condition) => refusedBy(condition, principal, environment)).find((text) => text !== undefined);
}

/** What the ARN begins with that a service names as its source. */
const SOURCES: Readonly<Record<string, string | undefined>> = {
  'ecs-tasks.amazonaws.com': 'ecs', 'events.amazonaws.com': 'events', 'scheduler.amazonaws.com': 'scheduler',
};

function refusedBy(
  { operator, key, values }: StatementCondition,
  principal: string,
  environment: TemplateEnvironment | undefined,
): string | undefined {
  if (!/^(String(Equals|Like)(IgnoreCase)?|Arn(Equals|Like))$/.test(operator) || !values.known || values.value.length === 0) return undefined;
  const wanted = values.value.flatMap((value) => (value.known && !value.value.includes('${') ? [value.value] : []));
  if (wanted.length < values.value.length) return undefined;
  const text = `${key} ${wanted.join(', ')}`;
  switch (key.toLowerCase()) {
    case 'aws:sourceaccount':
      return principal in SOURCES && wanted.every((account) => isOther(account, environment?.account)) ? text : undefined;
    case 'aws:sourcearn':
      return wanted.every((arn) => isOtherSource(arn, principal, environment)) ? text : undefined;
    default:
      return undefined;
  }
}

/** Service, Region or account of another; or one cluster, which ECS does not name as the source of a task. */
function isOtherSource(arn: string, principal: string, environment: TemplateEnvironment | undefined): boolean {
  const source = SOURCES[principal];
  const [, , service, region, account, ...rest] = arn.split(':');
  if (source === undefined || !arn.startsWith('arn:') || rest.length === 0) return false;
  return isOther(service, source) || isOther(region, environment?.region) || isOther(account, environment?.account)
    || (source === 'ecs' && /^cluster\/[^*?]+$/.test(rest.join(':')));
}

function isOther(written: string, own: string | undefined): boolean {
  return own !== undefined && written !== '' && !/[*?]/.test(written) && written !== own;
}
