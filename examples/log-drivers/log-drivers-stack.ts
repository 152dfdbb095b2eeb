import { RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../network/network';
import { TaskDefinition } from 'cdk-ecs-stowage';

/** One task definition for each way a container can log. */
export class LogDriversStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const splunkToken = ecs.Secret.fromSecretsManager(this.newToken('SplunkToken'));

    // Nothing said: CloudWatch Logs, in a group of its own, without ever blocking the container.
    this.addTask('AwsLogs', ecs.Compatibility.FARGATE);
    this.addTask('Splunk', ecs.Compatibility.FARGATE, ecs.LogDrivers.splunk({
      url: 'https://splunk.example.com:8088', secretToken: splunkToken, format: ecs.SplunkLogFormat.JSON,
    }));
    this.addTask('Gelf', ecs.Compatibility.EC2, ecs.LogDrivers.gelf({ address: 'udp://graylog.example.com:12201' }));
    this.addTask('Fluentd', ecs.Compatibility.EC2, ecs.LogDrivers.fluentd({ address: 'tcp://localhost:24224', async: true }));
    this.addTask('Syslog', ecs.Compatibility.EC2, ecs.LogDrivers.syslog({ address: 'tcp+tls://syslog.example.com:6514', tag: 'web' }));
    this.addTask('Journald', ecs.Compatibility.EC2, ecs.LogDrivers.journald({ tag: 'web' }));
    this.addTask('JsonFile', ecs.Compatibility.EC2, ecs.LogDrivers.jsonFile({ maxSize: '10m', maxFile: 3 }));

    const fluentBit = new TaskDefinition(this, 'FluentBit', { compatibility: ecs.Compatibility.FARGATE });
    fluentBit.addLogRouter();
    addWeb(fluentBit, ecs.LogDrivers.firelens({ options: { Name: 'http', Host: 'logs.example.com', Port: '443', tls: 'on' } }));

    const fluentd = new TaskDefinition(this, 'FluentdRouter', { compatibility: ecs.Compatibility.EC2 });
    fluentd.addLogRouter({
      type: ecs.FirelensLogRouterType.FLUENTD, image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/fluentd:v1.18-1'),
    });
    addWeb(fluentd, ecs.LogDrivers.firelens({ options: { '@type': 'stdout' } }));
  }

  private addTask(id: string, compatibility: ecs.Compatibility, logging?: ecs.LogDriver): void {
    addWeb(new TaskDefinition(this, id, { compatibility }), logging);
  }

  private newToken(id: string): secretsmanager.Secret {
    const encryptionKey = new kms.Key(this, `${id}Key`, { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
    const token = new secretsmanager.Secret(this, id, { encryptionKey });
    acknowledge(token, 'SMG4', 'the token belongs to Splunk, which does not rotate it');
    acknowledge(token, 'SecretsManagerRotationEnabled', 'the token belongs to Splunk, which does not rotate it');
    return token;
  }
}

function addWeb(task: TaskDefinition, logging?: ecs.LogDriver): void {
  task.addContainer('web', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    memory: Size.mebibytes(256),
    writablePaths: ['/var/cache/nginx', '/var/run'],
    logging,
  });
}
