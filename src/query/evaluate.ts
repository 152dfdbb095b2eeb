import { unlistedAttribute } from './built-in-attributes';
import { compareGroup, compareText, compareTyped, truth, type Answer, type SimpleNode } from './compare';
import type { InstanceSubjectName, QueryExpression, QueryNode } from './expression';
import { DOCUMENTED_OPERATORS, signOf } from './operators';
import type { PatternReading } from './pattern';

export type Truth = 'true' | 'false' | 'unknown';

/** What is known of one container instance when the expression is asked. */
export interface QueryFacts {
  /** Attributes with a known value; a capability without a value has the value ''. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Attributes that the instance has with a value that is not known. */
  readonly unknownAttributes?: readonly string[];
  /** False when custom attributes may exist that the facts do not list. Default: true. */
  readonly attributesComplete?: boolean;
  /** Which task groups have a task on the instance. */
  readonly taskGroups: { hasGroup(name: string): boolean };
  readonly runningTasksCount: number;
  /** Known only of instances that run already. */
  readonly agentVersion?: string;
  readonly ec2InstanceId?: string;
  readonly registeredAt?: string;
}

export interface EvaluateOptions {
  /**
   * How much of a value a pattern has to cover. Default: the whole value. `both` is unknown where the two readings
   * differ, for verdicts that must not rest on our choice.
   */
  readonly reading?: PatternReading | 'both';
  /** Told once for each simple expression whose result is unknown. */
  readonly onUnknown?: (node: QueryNode, because: string) => void;
}

/** Whether one instance satisfies the expression. What cannot be known before deployment is `unknown`, never false. */
export function evaluateQuery(expression: Pick<QueryExpression, 'tree'>, facts: QueryFacts, options: EvaluateOptions = {}): Truth {
  return evaluateNode(expression.tree, facts, options);
}

function evaluateNode(node: QueryNode, facts: QueryFacts, options: EvaluateOptions): Truth {
  switch (node.kind) {
    case 'and': return fold(node.operands.map((operand) => evaluateNode(operand, facts, options)), 'false', 'true');
    case 'or': return fold(node.operands.map((operand) => evaluateNode(operand, facts, options)), 'true', 'false');
    case 'not': return not(evaluateNode(node.operand, facts, options));
    default: return evaluateSimple(node, facts, options);
  }
}

/** Kleene: one `decisive` decides, else an unknown stays unknown. */
function fold(truths: readonly Truth[], decisive: Truth, otherwise: Truth): Truth {
  if (truths.includes(decisive)) return decisive;
  return truths.includes('unknown') ? 'unknown' : otherwise;
}

function not(operand: Truth): Truth {
  if (operand === 'unknown') return operand;
  return operand === 'true' ? 'false' : 'true';
}

function evaluateSimple(node: SimpleNode, facts: QueryFacts, options: EvaluateOptions): Truth {
  const { subject } = node;
  const answer = subject.kind === 'attribute'
    ? attributeAnswer(node, subject.name, facts, options)
    : instanceAnswer(node, subject.kind, facts, options);
  if (answer === 'true' || answer === 'false') return answer;
  options.onUnknown?.(node, answer.because);
  return 'unknown';
}

function attributeAnswer(node: SimpleNode, name: string, facts: QueryFacts, options: EvaluateOptions): Answer {
  if (Object.hasOwn(facts.attributes, name)) {
    return node.kind === 'exists' ? truth(!node.negated) : compareText(node, facts.attributes[name], options.reading);
  }
  const presence = presenceOf(name, facts);
  if (presence === 'perhaps') return { because: `whether an instance has the attribute ${name} is not written in a template` };
  if (node.kind === 'exists') return truth((presence === 'present') !== node.negated);
  // An absent attribute satisfies no comparison, `!=` included (containers-roadmap #486).
  return presence === 'absent' ? 'false' : decidedLater(`the value of the attribute ${name}`);
}

function presenceOf(name: string, facts: QueryFacts): 'present' | 'perhaps' | 'absent' {
  if (facts.unknownAttributes?.includes(name)) return 'present';
  const presence = unlistedAttribute(name, Object.hasOwn(facts.attributes, 'ecs.capability.external'));
  return presence === 'absent' && facts.attributesComplete === false ? 'perhaps' : presence;
}

function instanceAnswer(node: SimpleNode, kind: InstanceSubjectName, facts: QueryFacts, options: EvaluateOptions): Answer {
  if (node.kind === 'exists' || !DOCUMENTED_OPERATORS[kind].includes(signOf(node))) {
    return { because: `ECS does not document ${signOf(node)} for ${kind}` };
  }
  switch (kind) {
    case 'agentConnected': return compareText(node, 'true', options.reading);
    case 'task:group': return compareGroup(node, facts.taskGroups);
    case 'runningTasksCount': return compareTyped(node, String(facts.runningTasksCount), kind);
    case 'ec2InstanceId': return facts[kind] === undefined ? decidedLater(kind) : compareText(node, facts[kind], options.reading);
    default: return facts[kind] === undefined ? decidedLater(kind) : compareTyped(node, facts[kind], kind);
  }
}

function decidedLater(what: string): Answer {
  return { because: `${what} is decided at deployment` };
}
