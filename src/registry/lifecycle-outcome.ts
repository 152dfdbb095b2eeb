/** What the lifecycle rules do to one image. */
export interface LifecycleOutcome {
  /** The digest of the image. */
  readonly digest: string;

  /** The tags of the image. */
  readonly tags: string[];

  /** `keep`, `expire` or `archive`. */
  readonly action: string;

  /**
   * The priority of the rule that acts.
   *
   * @default - no rule does
   */
  readonly rulePriority?: number;

  /** Whether a task definition of the app, or something that was named, uses the image. */
  readonly inUse: boolean;
}
