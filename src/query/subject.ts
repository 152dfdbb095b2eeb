import type { InstanceSubjectName, QuerySubject } from './expression';
import type { Scanner } from './scanner';

const NAMES: readonly InstanceSubjectName[] = ['agentConnected', 'agentVersion', 'ec2InstanceId', 'registeredAt', 'runningTasksCount', 'task:group'];

const ATTRIBUTE = 'attribute:';

/** Longest attribute name (ECS API reference, `Attribute.name`). */
const MAX_NAME_LENGTH = 128;

/** Reads what the expression is about, such as `attribute:stack` or `runningTasksCount`. */
export function readSubject(scanner: Scanner): QuerySubject {
  const start = scanner.position;
  if (scanner.take(ATTRIBUTE)) return readAttribute(scanner, start);
  const text = scanner.run((char) => /[A-Za-z0-9_:./\\-]/.test(char));
  const kind = NAMES.find((name) => name === text);
  if (kind === undefined) return scanner.fail(`expected a subject: ${allowed(text)}`);
  scanner.take(text);
  return { kind, start, end: scanner.position };
}

function readAttribute(scanner: Scanner, start: number): QuerySubject {
  const name = scanner.run((char) => /[A-Za-z0-9_./\\-]/.test(char));
  if (name === '') return scanner.fail('expected the name of an attribute, of letters, digits, -, _, /, \\ and .');
  if (name.length > MAX_NAME_LENGTH) {
    return scanner.fail(`expected an attribute name of at most ${MAX_NAME_LENGTH} characters, this one has ${name.length}`);
  }
  scanner.take(name);
  return { kind: 'attribute', name, start, end: scanner.position };
}

function allowed(text: string): string {
  if (text.startsWith('service:')) return `a service is a value of task:group, as in task:group == ${text}`;
  if (/^(ecs|com\.amazonaws)\./.test(text)) return `an attribute is written ${ATTRIBUTE}${text}`;
  return `${ATTRIBUTE}NAME, ${NAMES.join(', ')}`;
}
