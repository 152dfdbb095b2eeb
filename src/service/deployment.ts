import { Duration, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CodeDeployOptions } from './code-deploy-options';
import { DeploymentPause, EarlySuccess } from './deployment-pause';

/** What every deployment may have. */
export interface DeploymentOptions {
  /**
   * Alarms that roll the deployment back. Alarms on the service itself must be named in text: a reference would go round in a circle.
   *
   * @default - none
   */
  readonly alarmNames?: string[];

  /**
   * Code that runs at stages of the deployment and can stop it.
   *
   * @default - none
   */
  readonly lifecycleHooks?: ecs.IDeploymentLifecycleHookTarget[];

  /**
   * Points at which the deployment waits to be told to go on, for example by someone who looks at the new revision.
   *
   * @default - none
   */
  readonly pauses?: DeploymentPause[];

  /**
   * When the deployment counts as done before every old task is gone, so that CloudFormation need not wait for them.
   *
   * @default - when the new revision is complete and the old tasks are gone
   */
  readonly earlySuccess?: EarlySuccess;
}

/** How traffic moves from one revision to the next. */
export interface TrafficShiftOptions extends DeploymentOptions {
  /**
   * How long both revisions run after all traffic has moved, so that going back is instant. Whole minutes, at most 24 hours.
   *
   * @default Duration.minutes(5)
   */
  readonly bakeTime?: Duration;

  /**
   * A listener at which the new revision can be tried before callers see it.
   *
   * @default - none
   */
  readonly testListener?: elbv2.IApplicationListener;
}

/** How traffic moves in steps. */
export interface StepOptions extends TrafficShiftOptions {
  /**
   * The share of traffic that moves in a step, in percent: 3 to 100 for linear, 0.1 to 100 for canary.
   *
   * @default 10
   */
  readonly stepPercent?: number;

  /**
   * How long a step lasts before the next. Whole minutes, at most 24 hours.
   *
   * @default Duration.minutes(5)
   */
  readonly stepBakeTime?: Duration;
}

/** How a new revision of a service takes over from the one before. */
export class Deployment {
  /**
   * Tasks are replaced bit by bit, between `minHealthyPercent` and `maxHealthyPercent`.
   *
   * @param options alarms and hooks
   */
  public static rolling(options: DeploymentOptions = {}): Deployment {
    return new Deployment({ strategy: ecs.DeploymentStrategy.ROLLING, shiftsTraffic: false, ...options });
  }

  /**
   * All tasks of the new revision start beside the old ones, then all traffic moves at once. Needs room for both.
   *
   * @param options bake time, test listener, alarms and hooks
   */
  public static blueGreen(options: TrafficShiftOptions = {}): Deployment {
    return new Deployment(shifting(ecs.DeploymentStrategy.BLUE_GREEN, options));
  }

  /**
   * As blue/green, but traffic moves in equal steps.
   *
   * @param options the steps, bake time, test listener, alarms and hooks
   */
  public static linear(options: StepOptions = {}): Deployment {
    const steps = checkedSteps(options, 3);
    return new Deployment({ ...shifting(ecs.DeploymentStrategy.LINEAR, options), linear: steps });
  }

  /**
   * As blue/green, but a small share of traffic goes ahead, and the rest follows when it did well.
   *
   * @param options the share that goes ahead, bake time, test listener, alarms and hooks
   */
  public static canary(options: StepOptions = {}): Deployment {
    const steps = checkedSteps(options, 0.1);
    return new Deployment({ ...shifting(ecs.DeploymentStrategy.CANARY, options), canary: steps });
  }

  /**
   * AWS CodeDeploy deploys the service, which is behind an Application Load Balancer, and moves traffic to a second target group.
   * The circuit breaker and ECS's own strategies do not apply. The first tasks start with the stack; each later revision is
   * deployed by `service.commands.codeDeploy`, not by the stack.
   *
   * @param options how traffic moves, test listener and waits
   */
  public static codeDeploy(options: CodeDeployOptions = {}): Deployment {
    return new Deployment({ controller: ecs.DeploymentControllerType.CODE_DEPLOY, shiftsTraffic: false, codeDeploy: options });
  }

  /** A third party deploys the service with task sets (`TaskSet`). The circuit breaker and ECS's own strategies do not apply. */
  public static external(): Deployment {
    return new Deployment({ controller: ecs.DeploymentControllerType.EXTERNAL, shiftsTraffic: false });
  }

  private constructor(private readonly config: DeploymentConfig) {}

  /** What a service renders. */
  public bind(): DeploymentConfig {
    return this.config;
  }
}

/** What a service renders of a deployment. */
export interface DeploymentConfig extends DeploymentOptions {
  /**
   * The strategy of ECS.
   *
   * @default - another controller deploys
   */
  readonly strategy?: ecs.DeploymentStrategy;

  /**
   * Who deploys.
   *
   * @default - ECS
   */
  readonly controller?: ecs.DeploymentControllerType;

  /** Whether ECS moves traffic between two target groups. */
  readonly shiftsTraffic: boolean;

  /**
   * How AWS CodeDeploy deploys.
   *
   * @default - it does not
   */
  readonly codeDeploy?: CodeDeployOptions;

  /**
   * How long both revisions run at the end.
   *
   * @default - as ECS does
   */
  readonly bakeTime?: Duration;

  /**
   * Equal steps.
   *
   * @default - none
   */
  readonly linear?: ecs.TrafficShiftConfig;

  /**
   * One small step, then the rest.
   *
   * @default - none
   */
  readonly canary?: ecs.TrafficShiftConfig;

  /**
   * Where the new revision can be tried.
   *
   * @default - nowhere
   */
  readonly testListener?: elbv2.IApplicationListener;
}

function shifting(strategy: ecs.DeploymentStrategy, options: TrafficShiftOptions): DeploymentConfig {
  const bakeTime = options.bakeTime ?? Duration.minutes(5);
  checkMinutes('bakeTime', bakeTime);
  return {
    strategy,
    bakeTime,
    shiftsTraffic: true,
    testListener: options.testListener,
    alarmNames: options.alarmNames,
    lifecycleHooks: options.lifecycleHooks,
    pauses: options.pauses,
    earlySuccess: options.earlySuccess,
  };
}

function checkedSteps(options: StepOptions, least: number): ecs.TrafficShiftConfig {
  const stepPercent = options.stepPercent ?? 10;
  const stepBakeTime = options.stepBakeTime ?? Duration.minutes(5);
  if (!Token.isUnresolved(stepPercent) && !(stepPercent >= least && stepPercent <= 100)) {
    throw new Error(`\`stepPercent\` must be from ${least} to 100, got ${stepPercent}`);
  }
  checkMinutes('stepBakeTime', stepBakeTime);
  return { stepPercent, stepBakeTime };
}

function checkMinutes(prop: string, duration: Duration): void {
  if (duration.isUnresolved()) return;
  const seconds = duration.toSeconds();
  if (seconds % 60 === 0 && seconds <= 1440 * 60) return;
  throw new Error(`\`${prop}\` must be whole minutes up to 1440, got ${seconds} seconds`);
}
