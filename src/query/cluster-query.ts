import { Token, Tokenization } from 'aws-cdk-lib';
import { PlacementConstraint } from 'aws-cdk-lib/aws-ecs';
import type { QueryNode } from './expression';
import { MAX_EXPRESSION_LENGTH, parseQuery } from './parse';
import { valueText } from './value-text';

/**
 * An expression of the cluster query language: which container instances may take a task.
 *
 * Build one from attributes and combine them; what is written as text is checked when it is made, not when it is
 * deployed.
 *
 *     ClusterQuery.allOf(Attribute.INSTANCE_TYPE.matching('m6.*'), Attribute.custom('stack').equalTo('prod'))
 */
export class ClusterQuery {
  /** Instances that satisfy every query. */
  public static allOf(...queries: ClusterQuery[]): ClusterQuery {
    return ClusterQuery.join('allOf', 'and', queries);
  }

  /** Instances that satisfy at least one of the queries. */
  public static anyOf(...queries: ClusterQuery[]): ClusterQuery {
    return ClusterQuery.join('anyOf', 'or', queries);
  }

  /** Instances that satisfy none of the queries. With an attribute that they do not have, too. */
  public static noneOf(...queries: ClusterQuery[]): ClusterQuery {
    return ClusterQuery._simple(`not(${ClusterQuery.join('noneOf', 'or', queries).expression})`);
  }

  /** Instances that run a task of the group, such as `service:web` or `family:batch`. */
  public static hostsTaskGroup(group: string): ClusterQuery {
    return ClusterQuery._simple(`task:group == ${valueText(group, '==')}`);
  }

  /** Instances that run exactly this number of tasks. */
  public static runsTasks(count: number): ClusterQuery {
    if (!Token.isUnresolved(count) && (!Number.isInteger(count) || count < 0)) {
      throw new Error(`\`count\` of running tasks must be a whole number of at least 0, got ${count}`);
    }
    return ClusterQuery._simple(`runningTasksCount == ${Tokenization.stringifyNumber(count)}`);
  }

  /**
   * An expression as ECS takes it.
   *
   * @param expression Text of the cluster query language, at most 2,000 characters
   */
  public static raw(expression: string): ClusterQuery {
    if (Token.isUnresolved(expression)) return new ClusterQuery(expression, 'or');
    const parse = parseQuery(expression);
    if (!parse.ok) throw new Error(`\`expression\` must be in the cluster query language: ${parse.error.message}, in ${quoteForMessage(expression)}`);
    return new ClusterQuery(expression, parse.expression.tree.kind);
  }

  /**
   * An expression that needs no parentheses, whatever a token in it becomes.
   *
   * @internal
   */
  public static _simple(expression: string): ClusterQuery {
    return Token.isUnresolved(expression) ? new ClusterQuery(expression, 'compare') : ClusterQuery.raw(expression);
  }

  private static join(method: string, word: 'and' | 'or', queries: readonly ClusterQuery[]): ClusterQuery {
    if (queries.length === 0) throw new Error(`\`${method}\` must have at least one query, got none`);
    if (queries.length === 1) return queries[0];
    // Parentheses are for compound expressions only (ECS developer guide, cluster-query-language).
    return ClusterQuery.raw(queries.map((query) => (query.compound(word) ? `(${query.expression})` : query.expression)).join(` ${word} `));
  }

  /** The text that ECS gets. */
  public readonly expression: string;

  private readonly kind: QueryNode['kind'];

  private constructor(expression: string, kind: QueryNode['kind']) {
    this.expression = expression;
    this.kind = kind;
  }

  /** A `memberOf` constraint of a service or a task definition. */
  public toPlacementConstraint(): PlacementConstraint {
    return PlacementConstraint.memberOf(this.expression);
  }

  /** The text that ECS gets. */
  public toString(): string {
    return this.expression;
  }

  private compound(word: 'and' | 'or'): boolean {
    return (this.kind === 'and' || this.kind === 'or') && this.kind !== word;
  }
}

function quoteForMessage(text: string): string {
  return text.length > MAX_EXPRESSION_LENGTH ? `${JSON.stringify(text.slice(0, 60))}...` : JSON.stringify(text);
}
