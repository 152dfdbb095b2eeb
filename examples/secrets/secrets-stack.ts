import { RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { acknowledge } from '../network/network';
import { TaskDefinition } from 'cdk-ecs-stowage';

/** One task definition whose containers get values from everywhere ECS can read them. */
export class SecretsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
    const database = this.newSecret('Database', key, 'a job outside this example rotates the password');
    const registryUser = this.newSecret('RegistryUser', key, 'the registry rotates the password of its user');

    const task = new TaskDefinition(this, 'Task', { compatibility: ecs.Compatibility.FARGATE });
    task.addContainer('web', {
      image: ecs.ContainerImage.fromRegistry('registry.example.com/shop/web:1.4.2', { credentials: registryUser }),
      memory: Size.mebibytes(256),
      environmentFiles: [ecs.EnvironmentFile.fromBucket(this.newSettings(key), 'shop/web.env')],
      environmentFilesKey: key,
      secrets: {
        DATABASE: ecs.Secret.fromSecretsManager(database),
        DATABASE_PASSWORD: ecs.Secret.fromSecretsManager(database, 'password'),
        DATABASE_PASSWORD_BEFORE: ecs.Secret.fromSecretsManagerVersion(database, { versionStage: 'AWSPREVIOUS' }, 'password'),
        FEATURES: ecs.Secret.fromSsmParameter(new ssm.StringParameter(this, 'Features', {
          parameterName: '/shop/features', stringValue: 'search,cart',
        })),
        API_KEY: ecs.Secret.fromSsmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(this, 'ApiKey', {
          parameterName: '/shop/api-key', encryptionKey: key,
        })),
      },
    });
  }

  private newSecret(id: string, encryptionKey: kms.IKey, whoRotates: string): secretsmanager.Secret {
    const secret = new secretsmanager.Secret(this, id, {
      encryptionKey, generateSecretString: { secretStringTemplate: '{"username":"shop"}', generateStringKey: 'password' },
    });
    acknowledge(secret, 'SMG4', whoRotates);
    acknowledge(secret, 'SecretsManagerRotationEnabled', whoRotates);
    return secret;
  }

  private newSettings(encryptionKey: kms.IKey): s3.IBucket {
    const bucket = new s3.Bucket(this, 'Settings', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey,
      enforceSSL: true,
      versioned: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const noAudit = 'access logs belong to the audit account, which an example does not have';
    acknowledge(bucket, 'S1', noAudit);
    acknowledge(bucket, 'S3BucketLoggingEnabled', noAudit);
    acknowledge(bucket, 'S3BucketReplicationEnabled', 'the example is meant to be destroyed');
    return bucket;
  }
}
