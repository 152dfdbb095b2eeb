import { Duration } from 'aws-cdk-lib';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** How AWS CodeDeploy deploys a service. */
export interface CodeDeployOptions {
  /**
   * How traffic moves, for example `EcsDeploymentConfig.CANARY_10PERCENT_5MINUTES`.
   *
   * @default EcsDeploymentConfig.ALL_AT_ONCE
   */
  readonly deploymentConfig?: codedeploy.IEcsDeploymentConfig;

  /**
   * A listener at which the new tasks can be tried before callers see them.
   *
   * @default - none
   */
  readonly testListener?: elbv2.IApplicationListener;

  /**
   * How long a deployment waits to be told to move the traffic; then it is given up.
   *
   * @default - traffic moves when the new tasks are healthy
   */
  readonly approvalWait?: Duration;

  /**
   * How long the old tasks run after all traffic has moved, so that going back is instant.
   *
   * @default Duration.minutes(5)
   */
  readonly terminationWait?: Duration;
}
