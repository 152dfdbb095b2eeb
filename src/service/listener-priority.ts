import { createHash } from 'crypto';
import { Token } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IConstruct } from 'constructs';

const HIGHEST = 50_000;
const TAKEN = new WeakMap<IConstruct, Map<string, Map<number, string>>>();

/**
 * The priority of a rule on a listener: the wanted one, or one derived from the rule's path.
 *
 * A path keeps its priority when rules are added or reordered, so an unrelated deployment does not renumber rules, and
 * stacks that do not see each other still hardly ever meet.
 */
export function takePriority(listener: elbv2.IApplicationListener, path: string, wanted?: number): number {
  if (wanted !== undefined && Token.isUnresolved(wanted)) return wanted;
  const taken = takenOn(listener);
  const priority = wanted ?? freePriority(taken, path);
  if (!Number.isInteger(priority) || priority < 1 || priority > HIGHEST) {
    throw new Error(`\`priority\` must be a whole number from 1 to ${HIGHEST}, got ${priority}`);
  }
  const owner = taken.get(priority);
  if (owner !== undefined) throw new Error(`\`priority\` must be unique on a listener, got ${priority} for ${path}, which ${owner} has`);
  taken.set(priority, path);
  return priority;
}

function freePriority(taken: ReadonlyMap<number, string>, path: string): number {
  const first = createHash('sha256').update(path).digest().readUInt32BE(0) % HIGHEST;
  for (let step = 0; step < HIGHEST; step++) {
    const priority = (first + step) % HIGHEST + 1;
    if (!taken.has(priority)) return priority;
  }
  throw new Error(`no listener priority is left for ${path}: all ${HIGHEST} are taken`);
}

/** One listener may be imported several times in an app: the ARN tells, where it is known. */
function takenOn(listener: elbv2.IApplicationListener): Map<number, string> {
  const app = listener.node.root;
  const listeners = TAKEN.get(app) ?? new Map<string, Map<number, string>>();
  TAKEN.set(app, listeners);
  const key = Token.isUnresolved(listener.listenerArn) ? listener.node.path : listener.listenerArn;
  const taken = listeners.get(key) ?? new Map<number, string>();
  listeners.set(key, taken);
  return taken;
}
