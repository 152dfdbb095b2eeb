import { Duration } from 'aws-cdk-lib';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { CodeDeployOptions } from './code-deploy-options';
import { acknowledge } from '../validation/acknowledge';

export interface DeploymentGroupProps {
  readonly ecsService: ecs.BaseService;
  readonly targetGroup: elbv2.ApplicationTargetGroup;
  readonly alternateTargetGroup: elbv2.ApplicationTargetGroup;
  readonly listener: elbv2.IApplicationListener;
  readonly options: CodeDeployOptions;
}

/** The deployment group of a service, as child `DeploymentGroup` of the scope. */
export function newDeploymentGroup(scope: Construct, props: DeploymentGroupProps): codedeploy.EcsDeploymentGroup {
  const { ecsService, targetGroup, alternateTargetGroup, listener, options } = props;
  const group = new codedeploy.EcsDeploymentGroup(scope, 'DeploymentGroup', {
    service: ecsService,
    deploymentConfig: options.deploymentConfig,
    blueGreenDeploymentConfig: {
      blueTargetGroup: targetGroup,
      greenTargetGroup: alternateTargetGroup,
      listener,
      testListener: options.testListener,
      deploymentApprovalWaitTime: options.approvalWait,
      terminationWaitTime: options.terminationWait ?? Duration.minutes(5),
    },
  });
  acknowledge(
    group, 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AWSCodeDeployRoleForECS]',
    'CodeDeploy names the managed policy that its role for ECS needs, and AWS keeps it in step with CodeDeploy',
  );
  return group;
}

export interface CodeDeployRevision {
  readonly application: string;
  readonly deploymentGroup: string;
  /** The value of `--revision`: JSON that holds an application specification, itself JSON. */
  readonly json: string;
}

/** Says which task definition goes where, in the words of CodeDeploy. */
export function codeDeployRevision(
  group: codedeploy.EcsDeploymentGroup, taskDefinition: ecs.TaskDefinition, balanced: ecs.CfnTaskSet.LoadBalancerProperty,
): CodeDeployRevision {
  const content = {
    version: 1,
    Resources: [{
      TargetService: {
        Type: 'AWS::ECS::Service',
        Properties: {
          TaskDefinition: taskDefinition.taskDefinitionArn,
          LoadBalancerInfo: { ContainerName: balanced.containerName, ContainerPort: balanced.containerPort },
        },
      },
    }],
  };
  return {
    application: group.application.applicationName,
    deploymentGroup: group.deploymentGroupName,
    json: JSON.stringify({ revisionType: 'AppSpecContent', appSpecContent: { content: JSON.stringify(content) } }),
  };
}
