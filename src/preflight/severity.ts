/** How bad a finding is. */
export enum Severity {
  /** ECS will not do it. */
  ERROR = 'error',
  /** ECS will do it, and you may regret it. */
  WARNING = 'warning',
  /** Not checked, and why. */
  NOTE = 'note',
}
