/** What a linter found in an example; the same shape from every linter. */
export interface LintFinding {
  readonly tool: 'cfn-lint' | 'cdk-nag' | 'cdk synth';
  readonly example: string;
  readonly rule: string;
  /** Logical id or construct path. */
  readonly subject: string;
  readonly message: string;
  /** No exception can be made for it. */
  readonly isError: boolean;
}
