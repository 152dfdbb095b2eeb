import { claim } from './rule-claims';
import { allow, container, instances, ON_INSTANCES, role, shop } from './shop-template';
import { emptyNewRepository } from '../../../src/preflight/rules/empty-new-repository';
import { execWithoutPermission } from '../../../src/preflight/rules/exec-without-permission';
import { executionRoleDenied } from '../../../src/preflight/rules/execution-role-denied';
import { incapableInstanceRole } from '../../../src/preflight/rules/incapable-instance-role';
import { incapableScheduleRole } from '../../../src/preflight/rules/incapable-schedule-role';
import { missingExecutionRole } from '../../../src/preflight/rules/missing-execution-role';
import { untrustedPrincipal } from '../../../src/preflight/rules/untrusted-principal';
import { wildcardRole } from '../../../src/preflight/rules/wildcard-role';

const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const PULL = ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const token = { Token: { Type: 'AWS::SecretsManager::Secret' }, Task: container({ Secrets: [{ Name: 'TOKEN', ValueFrom: { Ref: 'Token' } }] }) };

claim(missingExecutionRole, {
  fires: [
    ['logs and an image of Amazon ECR on Fargate', shop({ Task: { ExecutionRoleArn: undefined } }),
      { severity: 'error', summary: 'template/Task has no execution role, which an image of Amazon ECR and the log driver awslogs need' }],
    ['secrets on instances', shop({ ...instances(), ...ON_INSTANCES, ...token, Task: { ...ON_INSTANCES.Task, ...token.Task, ExecutionRoleArn: undefined } }),
      { severity: 'error', summary: 'template/Task has no execution role, which secrets need' }],
  ],
  staysQuiet: [
    ['a role', shop()], ['nothing that needs one', shop({ Task: { ExecutionRoleArn: undefined, ...container({ Image: 'nginx:1.27', LogConfiguration: undefined }) } })],
    ['instances pull by themselves', shop({ ...instances(), ...ON_INSTANCES, Task: { ...ON_INSTANCES.Task, ExecutionRoleArn: undefined } })],
  ],
  doesNotKnow: [['the role', shop({ Task: { ExecutionRoleArn: OPEN } })], ['the containers', shop({ Task: { ExecutionRoleArn: undefined, ContainerDefinitions: OPEN } })]],
});

claim(executionRoleDenied, {
  fires: [
    ['no pull', shop({ ExecutionRole: role([allow(LOG)]) }), {
      severity: 'error',
      summary: 'template/ExecutionRole does not let template/Task start: it lacks ecr:GetAuthorizationToken, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer',
    }],
    ['no logs', shop({ ExecutionRole: role([allow(PULL)]) }),
      { severity: 'error', summary: 'template/ExecutionRole does not let template/Task start: it lacks logs:CreateLogStream, logs:PutLogEvents' }],
    ['the policy of AWS, and a log group to be made', shop({
      ExecutionRole: role([], 'ecs-tasks.amazonaws.com', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'] }),
      Task: container({
        LogConfiguration: {
          LogDriver: 'awslogs', Options: { 'awslogs-group': 'own', 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'app', 'awslogs-create-group': 'true' },
        },
      }),
    }), { severity: 'error', summary: 'template/ExecutionRole does not let template/Task start: it lacks logs:CreateLogGroup' }],
    ['a secret of its own', shop({ ...token, ExecutionRole: role([allow([...PULL, ...LOG])]) }),
      { severity: 'error', summary: 'template/ExecutionRole does not let template/Task start: it lacks secretsmanager:GetSecretValue' }],
    ['another secret', shop({ ...token, Other: { Type: 'AWS::SecretsManager::Secret' }, ExecutionRole: role([allow([...PULL, ...LOG]), allow(['secretsmanager:GetSecretValue'], { Ref: 'Other' })]) }),
      { severity: 'error', summary: 'template/ExecutionRole does not let template/Task start: it lacks secretsmanager:GetSecretValue' }],
    ['a secret of another stack, which may have a policy', shop({
      ExecutionRole: role([allow([...PULL, ...LOG])]),
      Task: container({ Secrets: [{ Name: 'T', ValueFrom: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:t-abcdef' }] }),
    }), { severity: 'warning', summary: 'template/ExecutionRole does not let template/Task start: it lacks secretsmanager:GetSecretValue' }],
  ],
  staysQuiet: [
    ['all of it', shop()], ['everything', shop({ ...token, ExecutionRole: role([allow(['*'])]) })],
    ['the secret itself', shop({ ...token, ExecutionRole: role([allow([...PULL, ...LOG]), allow(['secretsmanager:GetSecretValue'], { Ref: 'Token' })]) })],
  ],
  doesNotKnow: [
    ['a role of another stack', shop({ Task: { ExecutionRoleArn: 'arn:aws:iam::123456789012:role/own' } })],
    ['a policy of its own making', shop({ ExecutionRole: role([], 'ecs-tasks.amazonaws.com', { ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/own'] }) })],
    ['which actions', shop({ ExecutionRole: role([allow([...PULL]), { Effect: 'Allow', Action: OPEN, Resource: '*' }]) })],
  ],
});

claim(untrustedPrincipal, {
  fires: [
    ['a task role for ECS itself', shop({ TaskRole: role([], 'ecs.amazonaws.com') }),
      { severity: 'error', summary: 'template/TaskRole does not trust ecs-tasks.amazonaws.com, and is the task role of template/Task' }],
    ['an execution role for Lambda', shop({ ExecutionRole: role([allow([...PULL, ...LOG])], 'lambda.amazonaws.com') }),
      { severity: 'error', summary: 'template/ExecutionRole does not trust ecs-tasks.amazonaws.com, and is the execution role of template/Task' }],
  ],
  staysQuiet: [['both trust', shop()], ['a role of nobody here', shop({ Other: role([], 'lambda.amazonaws.com') })]],
  doesNotKnow: [['whom it trusts', shop({ TaskRole: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: OPEN }, Action: 'sts:AssumeRole' }] } } })]],
});

const machine = (statements: readonly Readonly<Record<string, unknown>>[], more = {}) => ({
  ...instances({}, { IamInstanceProfile: { Arn: { 'Fn::GetAtt': ['Profile', 'Arn'] } } }),
  ...ON_INSTANCES,
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Machine' }] } },
  Machine: role(statements, 'ec2.amazonaws.com', more),
});

claim(incapableInstanceRole, {
  fires: [['sessions only', shop(machine([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'] })), {
    severity: 'error',
    summary: 'instances of template/Group cannot register: template/Machine lacks ecs:RegisterContainerInstance, ecs:DiscoverPollEndpoint, ecs:Poll',
  }]],
  staysQuiet: [
    ['the policy of AWS', shop(machine([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role'] }))],
    ['statements on one cluster', shop(machine([allow(['ecs:*'], { 'Fn::GetAtt': ['Cluster', 'Arn'] })]))],
  ],
  doesNotKnow: [['a profile of another stack', shop({ ...instances({}, { IamInstanceProfile: { Name: 'theirs' } }), ...ON_INSTANCES })], ['a policy', shop(machine([{ Effect: 'Allow', Action: OPEN, Resource: '*' }]))]],
});

const nightly = (statements: readonly Readonly<Record<string, unknown>>[]) => ({
  Night: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 day)',
      Targets: [{ Id: 'task', Arn: { 'Fn::GetAtt': ['Cluster', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['Runner', 'Arn'] }, EcsParameters: { TaskDefinitionArn: { Ref: 'Task' }, LaunchType: 'FARGATE' } }],
    },
  },
  Runner: role(statements, 'events.amazonaws.com'),
});

claim(incapableScheduleRole, {
  fires: [
    ['no PassRole', shop(nightly([allow(['ecs:RunTask'])])), { severity: 'error', summary: 'template/Night never starts its task: template/Runner lacks iam:PassRole' }],
    ['nothing', shop(nightly([])), { severity: 'error', summary: 'template/Night never starts its task: template/Runner lacks ecs:RunTask and iam:PassRole' }],
  ],
  staysQuiet: [['both', shop(nightly([allow(['ecs:RunTask'], { Ref: 'Task' }), allow(['iam:PassRole'], { 'Fn::GetAtt': ['TaskRole', 'Arn'] })]))]],
  doesNotKnow: [['what it allows', shop(nightly([{ Effect: 'Allow', Action: OPEN, Resource: '*' }]))]],
});

claim(wildcardRole, {
  fires: [['everything', shop({ TaskRole: role([allow(['*'])]) }),
    { severity: 'warning', summary: 'template/TaskRole allows every action on every resource to template/Task' }]],
  staysQuiet: [['one service', shop({ TaskRole: role([allow(['s3:*'])]) })], ['a role of no task', shop({ Other: role([allow(['*'])]) })]],
  doesNotKnow: [['the actions', shop({ TaskRole: role([{ Effect: 'Allow', Action: OPEN, Resource: '*' }]) })]],
});

const EXEC = { Service: { EnableExecuteCommand: true } };

claim(execWithoutPermission, {
  fires: [
    ['no task role', shop({ ...EXEC, Task: { TaskRoleArn: undefined } }),
      { severity: 'error', summary: 'template/Service turns on ECS Exec, and template/Task has no task role' }],
    ['a role without sessions', shop(EXEC), {
      severity: 'warning',
      summary: 'template/Service turns on ECS Exec, and template/TaskRole lacks ssmmessages:CreateControlChannel, ssmmessages:CreateDataChannel, ssmmessages:OpenControlChannel, ssmmessages:OpenDataChannel',
    }],
    ['a read-only root', shop({ ...EXEC, TaskRole: role([allow(['ssmmessages:*'])]), Task: container({ ReadonlyRootFilesystem: true }) }),
      { severity: 'warning', summary: 'template/Service turns on ECS Exec, and the root filesystem of app is read-only' }],
  ],
  staysQuiet: [['sessions allowed', shop({ ...EXEC, TaskRole: role([allow(['ssmmessages:*'])]) })], ['no exec', shop({ Task: { TaskRoleArn: undefined } })]],
  doesNotKnow: [['the switch', shop({ Service: { EnableExecuteCommand: OPEN }, Task: { TaskRoleArn: undefined } })], ['the role', shop({ ...EXEC, Task: { TaskRoleArn: OPEN } })]],
});

const own = { Repository: { Type: 'AWS::ECR::Repository' }, Task: container({ Image: { 'Fn::Sub': '${Repository.RepositoryUri}:v1' } }) };

claim(emptyNewRepository, {
  fires: [['made together', shop(own), { severity: 'note', summary: 'template/Service pulls from template/Repository, which holds no image when both are made together' }]],
  staysQuiet: [['a repository of another stack', shop()], ['no task at first', shop({ ...own, Service: { DesiredCount: 0 } })]],
  doesNotKnow: [['the image', shop({ ...own, Task: container({ Image: OPEN }) })], ['the count', shop({ ...own, Service: { DesiredCount: OPEN } })]],
});
