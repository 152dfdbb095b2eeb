/** An expression of the cluster query language, parsed. Plain data. */
export interface QueryExpression {
  /** What the user wrote. */
  readonly text: string;
  readonly tree: QueryNode;
  /** Places where two readings of the text differ, in the order of the text. */
  readonly warnings: readonly QueryWarning[];
}

/** A stretch of the text: UTF-16 offsets, the end is not part of it. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Why a text is not an expression: what was found and what is allowed, in a sentence. */
export interface QuerySyntaxError extends Place {
  readonly message: string;
}

/** What ECS may read in another way than we do. */
export interface QueryWarning extends Place {
  readonly message: string;
}

export type QueryNode = AndNode | OrNode | NotNode | CompareNode | ExistsNode | InNode;

export interface AndNode extends Place {
  readonly kind: 'and';
  readonly operands: readonly QueryNode[];
}

export interface OrNode extends Place {
  readonly kind: 'or';
  readonly operands: readonly QueryNode[];
}

export interface NotNode extends Place {
  readonly kind: 'not';
  readonly operand: QueryNode;
}

export type CompareOperator = '==' | '!=' | '>' | '>=' | '<' | '<=' | '=~' | '!~';

export interface CompareNode extends Place {
  readonly kind: 'compare';
  readonly subject: QuerySubject;
  readonly operator: CompareOperator;
  readonly value: QueryValue;
}

export interface ExistsNode extends Place {
  readonly kind: 'exists';
  readonly subject: QuerySubject;
  /** True for `!exists`. */
  readonly negated: boolean;
}

export interface InNode extends Place {
  readonly kind: 'in';
  readonly subject: QuerySubject;
  /** True for `!in`. */
  readonly negated: boolean;
  readonly values: readonly QueryValue[];
}

export type QuerySubject = AttributeSubject | InstanceSubject;

export interface AttributeSubject extends Place {
  readonly kind: 'attribute';
  readonly name: string;
}

/** A subject of a fixed name, such as `runningTasksCount`. */
export interface InstanceSubject extends Place {
  readonly kind: InstanceSubjectName;
}

export type InstanceSubjectName = 'agentConnected' | 'agentVersion' | 'ec2InstanceId' | 'registeredAt' | 'runningTasksCount' | 'task:group';

export interface QueryValue extends Place {
  /** Without the quotes. */
  readonly text: string;
  readonly quotes: 'none' | 'single' | 'double';
}
