import type { Known } from './known';
import type { Subject } from './subject';

/** An IAM role of the input, with every policy that the input attaches to it. */
export interface Role {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly trust: Known<readonly Statement[]>;
  /** Statements of inline policies, and of managed policies that the input declares. */
  readonly statements: readonly Statement[];
  /** ARNs of managed policies that the input only names. */
  readonly managedPolicies: Known<readonly string[]>;
  /** Why statements may exist that are not listed; undefined when all of them are. */
  readonly incomplete?: string;
  readonly hasPermissionsBoundary: boolean;
  readonly path?: Known<string>;
  /** Ids of policies of the input that are attached after the role is made, so that what uses it has to wait for them. */
  readonly attachedPolicies?: readonly string[];
}

export interface InstanceProfile {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly roles: Known<readonly Known<string>[]>;
}

/** Such as `ArnLike`, `aws:SourceArn` and the ARNs. */
export interface StatementCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: Known<readonly Known<string>[]>;
}

export interface Statement {
  readonly effect: Known<'Allow' | 'Deny'>;
  /** Action patterns such as `ecr:Get*`; undefined when `notActions` is used. */
  readonly actions?: Known<readonly string[]>;
  readonly notActions?: Known<readonly string[]>;
  /** ARN patterns, each as the model writes text: `${Shop/Repo.Arn}` is what that resource gets. */
  readonly resources?: Known<readonly Known<string>[]>;
  readonly notResources?: Known<readonly Known<string>[]>;
  readonly principals?: Known<readonly string[]>;
  /** True when the statement has a condition, which may or may not hold. */
  readonly conditional: boolean;
  readonly sid?: Known<string>;
  readonly notPrincipals?: Known<readonly string[]>;
  /** Its condition, operator by operator; unknown when it cannot be resolved. */
  readonly conditions?: Known<readonly StatementCondition[]>;
}
