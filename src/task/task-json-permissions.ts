import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { TaskDefinition } from './task-definition';
import { Json, JsonObject, listOf, objectOf, textOf } from './task-json';

/** Lets the execution role read the secrets and write the logs that the text names. Images grant for themselves. */
export function allowWhatJsonNeeds(made: TaskDefinition, containers: readonly JsonObject[]): void {
  for (const container of containers) {
    const log = container.logConfiguration === undefined ? {} : objectOf('logConfiguration', container.logConfiguration);
    const credentials = container.repositoryCredentials === undefined ? {} : objectOf('repositoryCredentials', container.repositoryCredentials);
    const secrets = [...listOf('secrets', container.secrets), ...listOf('secretOptions', log.secretOptions)].map((each) => each.valueFrom);
    [...secrets, credentials.credentialsParameter].forEach((each) => allowRead(made, each));
    listOf('environmentFiles', container.environmentFiles).forEach((each) => allow(made, ['s3:GetObject'], textOf(each.value) ?? ''));
    allowLogs(made, log);
  }
}

/** A name or an ARN: Secrets Manager puts the JSON key and the version behind the ARN, an SSM parameter may be a name. */
function allowRead(made: TaskDefinition, valueFrom: Json | undefined): void {
  const from = textOf(valueFrom);
  if (from === undefined) return;
  if (from.includes(':secretsmanager:')) allow(made, ['secretsmanager:GetSecretValue'], from.split(':').slice(0, 7).join(':'));
  else allow(made, ['ssm:GetParameters'], from.startsWith('arn:') ? from : parameterArn(made, from));
}

function parameterArn(made: TaskDefinition, name: string): string {
  return Stack.of(made).formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, '') });
}

function allowLogs(made: TaskDefinition, log: JsonObject): void {
  if (log.logDriver !== 'awslogs' || log.options === undefined) return;
  const options = objectOf('options', log.options);
  const group = Stack.of(made).formatArn({
    service: 'logs',
    region: textOf(options['awslogs-region']),
    resource: 'log-group',
    resourceName: `${textOf(options['awslogs-group'])}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const create = options['awslogs-create-group'] === 'true' ? ['logs:CreateLogGroup'] : [];
  allow(made, [...create, 'logs:CreateLogStream', 'logs:PutLogEvents'], group);
}

function allow(made: TaskDefinition, actions: string[], resource: string): void {
  made.executionRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
}
