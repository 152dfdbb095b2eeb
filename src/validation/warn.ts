import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A warning of `cdk synth` that people can acknowledge by its id. `Validations.addWarning` does the same, from aws-cdk-lib 2.252.0 on. */
export function warn(scope: IConstruct, id: string, message: string): void {
  Annotations.of(scope).addWarningV2(id, message);
}
