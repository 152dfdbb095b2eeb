import type { Role, Statement } from './access';
import type { Known } from './known';

/** Whether a role may do something, as far as the input tells. */
export interface Permission {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** For `unknown`: what is missing. */
  readonly because?: string;
}

/**
 * Asks for one action on one resource. The resource is text as the model writes it: an ARN, which may hold `${...}`, or the
 * id of a resource of the model. A denial that is certain wins; a permission needs a statement that is certain to allow.
 */
export function mayDo(role: Pick<Role, 'statements' | 'incomplete' | 'hasPermissionsBoundary'>, action: string, resource: string): Permission {
  const matches = role.statements.map((statement) => ({ statement, match: matchStatement(statement, action, resource) }));
  const denies = matches.filter(({ statement }) => !statement.effect.known || statement.effect.value === 'Deny');
  const allows = matches.filter(({ statement }) => statement.effect.known && statement.effect.value === 'Allow');
  if (denies.some(({ statement, match }) => match === 'yes' && statement.effect.known && !statement.conditional)) {
    return { answer: 'no' };
  }
  if (denies.some(({ match }) => match !== 'no')) {
    return { answer: 'unknown', because: 'a statement may deny it' };
  }
  if (allows.some(({ statement, match }) => match === 'yes' && !statement.conditional)) {
    return role.hasPermissionsBoundary ? { answer: 'unknown', because: 'the role has a permissions boundary' } : { answer: 'yes' };
  }
  if (allows.some(({ match }) => match !== 'no')) {
    return { answer: 'unknown', because: 'a statement allows it under a condition, or on a resource that is not known' };
  }
  return role.incomplete === undefined ? { answer: 'no' } : { answer: 'unknown', because: role.incomplete };
}

type Match = 'yes' | 'no' | 'unknown';

function matchStatement(statement: Statement, action: string, resource: string): Match {
  const byAction = statement.notActions ? negate(matchList(statement.notActions, action)) : matchList(statement.actions, action);
  if (byAction === 'no') {
    return 'no';
  }
  const byResource = statement.notResources
    ? negate(matchResources(statement.notResources, resource))
    : matchResources(statement.resources, resource);
  return byResource === 'yes' ? byAction : byResource;
}

function matchList(patterns: Known<readonly string[]> | undefined, action: string): Match {
  if (!patterns?.known) {
    return patterns ? 'unknown' : 'no';
  }
  return patterns.value.some((pattern) => glob(pattern.toLowerCase(), action.toLowerCase())) ? 'yes' : 'no';
}

function matchResources(patterns: Known<readonly Known<string>[]> | undefined, resource: string): Match {
  if (!patterns?.known) {
    return patterns ? 'unknown' : 'no';
  }
  const answers = patterns.value.map((pattern): Match => (pattern.known ? matchResource(pattern.value, resource) : 'unknown'));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function matchResource(pattern: string, resource: string): Match {
  if (glob(pattern, resource) || glob(bare(pattern), bare(resource)) || glob(pattern, `\${${resource}.Arn}`)) {
    return 'yes';
  }
  const open = isOpen(pattern) || isOpen(resource);
  const services = [serviceOf(pattern), serviceOf(resource)];
  const differ = services[0] !== undefined && services[1] !== undefined && services[0] !== services[1];
  if (!open || differ) {
    return 'no';
  }
  // Two different resources of the model are never one another, whatever they will be called.
  return pattern.startsWith('arn:') === resource.startsWith('arn:') &&
    !pattern.includes('*') &&
    holeOf(pattern) !== undefined &&
    holeOf(resource) !== undefined &&
    holeOf(pattern) !== holeOf(resource)
    ? 'no'
    : 'unknown';
}

/** The id inside of `${id}` and `${id.Arn}`. */
function bare(text: string): string {
  return holeOf(text) ?? text;
}

function holeOf(text: string): string | undefined {
  const match = /^\$\{([^}]*?)(?:\.[A-Za-z]+)?\}$/.exec(text);
  return match ? match[1] : text.startsWith('arn:') || text.includes('*') || text.includes('${') ? undefined : text;
}

/** Text that gets a part of its value at deployment, or the id of a resource whose ARN is not written out. */
function isOpen(text: string): boolean {
  return text.includes('${') || !(text.startsWith('arn:') || text === '*');
}

function serviceOf(text: string): string | undefined {
  const service = text.startsWith('arn:') ? text.replace(/\$\{[^}]*\}/g, '$').split(':')[2] : undefined;
  return service === undefined || /[*?$]/.test(service) ? undefined : service;
}

function negate(match: Match): Match {
  return match === 'unknown' ? match : match === 'yes' ? 'no' : 'yes';
}

/** `*` and `?` of IAM, without regular expressions, so that no pattern can take long. */
function glob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t]) && pattern[p] !== '*') {
      p++;
      t++;
    } else if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') {
    p++;
  }
  return p === pattern.length;
}
