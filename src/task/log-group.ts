import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logKeyOf } from './log-key';
import { TaskSettings } from './task-settings';

/** The log group the user named, or an encrypted one, as child `Logs` of the scope. */
export function newLogGroup(scope: Construct, settings: TaskSettings): logs.ILogGroup {
  return settings.logGroup ?? new logs.LogGroup(scope, 'Logs', {
    retention: settings.logRetention ?? logs.RetentionDays.ONE_YEAR,
    encryptionKey: settings.logEncryptionKey ?? logKeyOf(Stack.of(scope)),
    // The logs are what explains why a stack was rolled back.
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
