import { IConstruct } from 'constructs';
import { acknowledgeInPacks } from '../validation/acknowledge-in-packs';

/** The function runs once or twice in a deployment, reaches AWS only, and tells CloudFormation of every failure. */
export function acknowledgeFunction(report: IConstruct): void {
  acknowledgeInPacks(report, 'LambdaInsideVPC', 'the function calls AWS only, and would need a way out of the VPC for it');
  acknowledgeInPacks(report, 'LambdaDLQ', 'a call that fails shows as a failed deployment; CloudFormation is the caller and waits for the answer');
  acknowledgeInPacks(report, 'LambdaConcurrency', 'it runs twice in a deployment; a reservation would take concurrency from the account for nothing');
}

/** Step Functions keeps the history of every execution for 90 days, which is all there is to log. */
export function acknowledgeMachine(machine: IConstruct): void {
  acknowledgeInPacks(machine, 'SF1', 'the history of the one execution of a deployment is kept by Step Functions for 90 days');
  acknowledgeInPacks(machine, 'SF2', 'two states that wait for one task have nothing to trace');
}
