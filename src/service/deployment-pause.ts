import { Duration } from 'aws-cdk-lib';

/** Where a deployment may wait to be told to go on. While traffic moves it cannot. */
export enum PauseStage {
  /** Before a deployment that finds several revisions at work. */
  RECONCILE_SERVICE = 'RECONCILE_SERVICE',

  /** Before the first task of the new revision starts. */
  PRE_SCALE_UP = 'PRE_SCALE_UP',

  /** When the tasks of the new revision run, and no traffic has moved. */
  POST_SCALE_UP = 'POST_SCALE_UP',

  /** When the test listener leads to the new revision. */
  POST_TEST_TRAFFIC_SHIFT = 'POST_TEST_TRAFFIC_SHIFT',

  /** Before traffic moves; with linear and canary deployments, before each step. */
  PRE_PRODUCTION_TRAFFIC_SHIFT = 'PRE_PRODUCTION_TRAFFIC_SHIFT',

  /** When all traffic has moved. */
  POST_PRODUCTION_TRAFFIC_SHIFT = 'POST_PRODUCTION_TRAFFIC_SHIFT',
}

/** What a pause ends in when nobody says anything. */
export enum PauseEnd {
  /** The deployment is taken back. */
  ROLLBACK = 'ROLLBACK',

  /** The deployment goes on. */
  CONTINUE = 'CONTINUE',
}

/** A point at which a deployment waits for `service.commands.continueDeployment`. */
export interface DeploymentPause {
  /** The stages it waits at. */
  readonly stages: PauseStage[];

  /**
   * How long it waits, from 1 minute to 14 days in whole minutes. CloudFormation waits three hours for a service at most, for all
   * of its deployment.
   *
   * @default Duration.hours(1)
   */
  readonly timeout?: Duration;

  /**
   * What happens then.
   *
   * @default PauseEnd.ROLLBACK
   */
  readonly onTimeout?: PauseEnd;
}

/** When a deployment counts as done before every task of the new revision runs and every old one is gone. */
export interface EarlySuccess {
  /**
   * How many tasks of the new revision must be healthy, in percent of the desired count; at least `minHealthyPercent`.
   *
   * @default 100
   */
  readonly healthyPercent?: number;

  /**
   * Whether the old tasks are removed in the background after the deployment is done.
   *
   * @default true
   */
  readonly deferCleanup?: boolean;
}
