import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/** Throws when one variable has two sources: ECS refuses the task definition. */
export function checkVariables(environment: Readonly<Record<string, string>>, secrets: Readonly<Record<string, ecs.Secret>>): void {
  const both = Object.keys(environment).filter((name) => name in secrets);
  if (both.length > 0) throw new Error(`\`environment\` and \`secrets\` must not share names, got ${both.join(', ')} in both`);
}

/** Variables whose literal value looks like a secret, by their name or by the form of the value. */
export function variablesLikeSecrets(environment: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(environment)
    .filter(([, value]) => !Token.isUnresolved(value))
    .filter(([name, value]) => KNOWN_FORMS.some((form) => form.test(value)) || (SECRET_NAME.test(name) && isSecretValue(value)))
    .map(([name]) => name)
    .sort();
}

/** `DB_PASSWORD`, `api-key`, `AUTH_TOKEN`; not `PASSWORD_MIN_LENGTH`, whose last word is another. */
const SECRET_NAME = /(^|[_-])(pass(word|wd|phrase)?|secret(_?(key|access_?key))?|token|api_?key|private_?key|access_?key(_id)?|credentials?|auth_?data)$/i;

/** Access key ids, private keys, tokens of code hosts and chats, and URLs with a password in them. */
const KNOWN_FORMS = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i,
];

/** A name or a path of a secret, a switch or an empty value is none. */
function isSecretValue(value: string): boolean {
  return value.length >= 6 && !/^(true|false|none|null|undefined|disabled|enabled)$/i.test(value) && !/^(arn:|\/|https?:)/.test(value);
}
