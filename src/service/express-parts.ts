import { Aws, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowPullOf } from '../task/image-pull';
import { TaskRoles } from '../task/task-roles';
import { acknowledge } from '../validation/acknowledge';

type Container = ecs.CfnExpressGatewayService.ExpressGatewayContainerProperty;

/**
 * The address of an image, with the right to pull it.
 *
 * Images of the CDK grant that to the execution role of a task definition, and ECS makes the task definition of an Express
 * service itself. A stand-in in a stack that is never synthesized lends its roles.
 */
export function expressImage(scope: Construct, image: ecs.ContainerImage, roles: TaskRoles): Pick<Container, 'image' | 'repositoryCredentials'> {
  const standIn = new ecs.FargateTaskDefinition(new Stack(), 'StandIn', roles)
    .addContainer('app', { image: ecs.ContainerImage.fromRegistry('stand-in'), logging: undefined });
  const { imageName, repositoryCredentials } = image.bind(scope, standIn);
  allowPullOf(scope, imageName, 'app', roles.executionRole);
  const credentialsParameter = repositoryCredentials?.credentialsParameter;
  return { image: imageName, repositoryCredentials: credentialsParameter === undefined ? undefined : { credentialsParameter } };
}

/** The secrets, with the right to read them. */
export function expressSecrets(secrets: Record<string, ecs.Secret>, executionRole: iam.IRole): ecs.CfnExpressGatewayService.SecretProperty[] {
  return Object.entries(secrets).map(([name, secret]) => {
    secret.grantRead(executionRole);
    return { name, valueFrom: secret.arn };
  });
}

/** The role with which ECS makes load balancer, certificate, security groups and scaling. */
export function newInfrastructureRole(scope: Construct): iam.Role {
  const name = 'service-role/AmazonECSInfrastructureRoleforExpressGatewayServices';
  const role = new iam.Role(scope, 'InfrastructureRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com').withConditions({ StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(name)],
  });
  acknowledge(
    role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
    'what ECS makes for an Express service is its own to say, and AWS keeps the managed policy in step with it',
  );
  return role;
}
