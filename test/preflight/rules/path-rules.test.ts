import { claim } from './rule-claims';
import { allow, container, instances, ON_INSTANCES, role, shop, shopResources } from './shop-template';
import { readTemplates } from '../../../src/preflight/extract';
import { closedAclToBalancer } from '../../../src/preflight/rules/closed-acl-to-balancer';
import { closedRepository } from '../../../src/preflight/rules/closed-repository';
import { closedResolver } from '../../../src/preflight/rules/closed-resolver';
import { incapableLogRouterRole } from '../../../src/preflight/rules/incapable-log-router-role';
import { overDockerHubLimit } from '../../../src/preflight/rules/over-docker-hub-limit';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };

const sent = (options: Properties, more: Properties = {}, changes: Parameters<typeof shop>[0] = {}) => {
  const [app] = container({ LogConfiguration: { LogDriver: 'awsfirelens', Options: options } }).ContainerDefinitions;
  const router = { Name: 'router', Image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.2', FirelensConfiguration: { Type: 'fluentbit' } };
  return shop({ Task: { ContainerDefinitions: [app, router], ...more }, ...changes });
};
const writer = (...actions: readonly string[]) => ({ TaskRole: role([allow(actions)]) });
const lost = (what: string) => ({ severity: 'warning', summary: `logs of app of template/Task are lost: ${what}` } as const);

claim(incapableLogRouterRole, {
  fires: [
    ['CloudWatch, and a role without rights', sent({ Name: 'cloudwatch_logs', region: 'us-east-1' }), lost('template/TaskRole lacks logs:CreateLogStream, logs:PutLogEvents')],
    ['Firehose, by its older name', sent({ name: 'firehose' }, {}, writer('logs:*')), lost('template/TaskRole lacks firehose:PutRecordBatch')],
    ['a bucket, and no role', sent({ Name: 's3', bucket: 'logs' }, { TaskRoleArn: undefined }), lost('the task has no task role, which s3:PutObject needs')],
  ],
  staysQuiet: [
    ['a role that may', sent({ Name: 'kinesis' }, {}, writer('kinesis:PutRecords'))],
    ['a stream that may be there', sent({ Name: 'cloudwatch_logs', log_stream_name: 'app' }, {}, writer('logs:PutLogEvents'))],
    ['an output that is not of AWS', sent({ Name: 'datadog' }, { TaskRoleArn: undefined })],
    ['a role of the output', sent({ Name: 's3', role_arn: 'arn:aws:iam::222222222222:role/logs' })],
    ['awslogs', shop()],
    ['instances, which have a role', shop({
      ...instances(),
      ...ON_INSTANCES,
      Task: { ...ON_INSTANCES.Task, TaskRoleArn: undefined, ...container({ LogConfiguration: { LogDriver: 'awsfirelens', Options: { Name: 's3' } } }) },
    })],
  ],
  doesNotKnow: [
    ['the output', sent({ Name: OPEN })],
    ['the role', sent({ Name: 's3' }, { TaskRoleArn: OPEN })],
    ['what the role may', sent({ Name: 's3' }, {}, { TaskRole: role([{ Effect: 'Allow', Action: OPEN, Resource: '*' }]) })],
  ],
});

const HOME = '222222222222';
const AWAY = '111111111111';

/** The repository in one account, the shop in another. */
const apart = (policy: readonly Properties[] | undefined | object, image: unknown = `${HOME}.dkr.ecr.us-east-1.amazonaws.com/app:1.2`, runsIn: string | undefined = AWAY) => readTemplates([
  {
    path: 'images.json',
    stackName: 'Images',
    account: HOME,
    region: 'us-east-1',
    body: { Resources: { Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app', ...policy === undefined ? {} : { RepositoryPolicyText: { Statement: policy } } } } } },
  },
  { path: 'shop.json', stackName: 'Shop', ...runsIn === undefined ? {} : { account: runsIn }, region: 'us-east-1', body: { Resources: shopResources({ Task: container({ Image: image }) }) } },
]).model;
const pull = (principal: unknown, actions: unknown = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']) => [{ Effect: 'Allow', Principal: principal, Action: actions }];
const notLetIn = { severity: 'error', summary: 'Images/Repository does not let the account 111111111111 pull, which runs Shop/Task' } as const;

claim(closedRepository, {
  fires: [
    ['no policy', apart(undefined), notLetIn],
    ['a policy for a third account', apart(pull({ AWS: 'arn:aws:iam::333333333333:root' })), notLetIn],
    ['a policy for pushes', apart(pull({ AWS: AWAY }, ['ecr:PutImage'])), notLetIn],
  ],
  staysQuiet: [
    ['the account by its root', apart(pull({ AWS: `arn:aws:iam::${AWAY}:root` }))],
    ['everybody of the organization', apart([{ ...pull('*')[0], Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }])],
    ['the same account', apart(undefined, `${HOME}.dkr.ecr.us-east-1.amazonaws.com/app:1.2`, HOME)],
    ['another repository', apart(undefined, `${HOME}.dkr.ecr.us-east-1.amazonaws.com/other:1.2`)],
  ],
  doesNotKnow: [
    ['the policy', apart(OPEN)],
    ['whom the policy names', apart(pull({ AWS: OPEN }))],
    ['the image', apart(undefined, OPEN)],
  ],
});

const servers = (names: unknown, egress?: readonly Properties[]) => shop({
  Options: { Type: 'AWS::EC2::DHCPOptions', Properties: { DomainNameServers: names } },
  Association: { Type: 'AWS::EC2::VPCDHCPOptionsAssociation', Properties: { VpcId: { Ref: 'Vpc' }, DhcpOptionsId: { Ref: 'Options' } } },
  ...(egress ? { TaskGroup: { SecurityGroupEgress: egress } } : {}),
});
const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' };
const DNS = { IpProtocol: 'udp', FromPort: 53, ToPort: 53, CidrIp: '10.0.8.0/24' };

claim(closedResolver, {
  fires: [
    ['HTTPS only', servers(['10.0.8.10', '10.0.9.10'], [HTTPS]),
      { severity: 'warning', summary: 'the security groups of template/Service let nothing out to the name servers 10.0.8.10, 10.0.9.10 on UDP port 53' }],
    ['DNS to another range', servers(['10.0.9.10'], [HTTPS, DNS]),
      { severity: 'warning', summary: 'the security groups of template/Service let nothing out to the name servers 10.0.9.10 on UDP port 53' }],
  ],
  staysQuiet: [
    ['all out', servers(['10.0.8.10'])],
    ['DNS to one of them', servers(['10.0.8.10', '10.0.9.10'], [HTTPS, DNS])],
    ['the resolver of AWS', servers(['AmazonProvidedDNS'], [HTTPS])],
    ['the address of the resolver of AWS', servers(['10.0.0.2'], [HTTPS])],
    ['no DHCP options', shop({ TaskGroup: { SecurityGroupEgress: [HTTPS] } })],
  ],
  doesNotKnow: [
    ['the servers', servers(OPEN, [HTTPS])],
    ['a group that may hold them', servers(['10.0.8.10'], [HTTPS, { IpProtocol: 'udp', FromPort: 53, ToPort: 53, DestinationSecurityGroupId: 'sg-0123456789abcdef0' }])],
  ],
});

/** An ACL on the subnet of the tasks; the load balancer lies in both. */
const acl = (entries: readonly Properties[], subnet = 'SubnetB') => shop({
  Service: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'SubnetB' }], SecurityGroups: [{ Ref: 'TaskGroup' }], AssignPublicIp: 'DISABLED' } } },
  Balancer: { Subnets: [{ Ref: 'SubnetA' }] },
  Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: { Ref: 'Vpc' } } },
  AclOf: { Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: { SubnetId: { Ref: subnet }, NetworkAclId: { Ref: 'Acl' } } },
  ...Object.fromEntries(entries.map((entry, at) => [`Entry${at}`, {
    Type: 'AWS::EC2::NetworkAclEntry', Properties: { NetworkAclId: { Ref: 'Acl' }, RuleNumber: at + 1, RuleAction: 'allow', Protocol: 6, CidrBlock: '0.0.0.0/0', ...entry },
  }])),
});
const over = (egress: boolean, from: number, to = from) => ({ Egress: egress, PortRange: { From: from, To: to } });
const kept = (what: string) => ({ severity: 'warning', summary: `template/Acl lets no ${what}, so no target of template/Service turns healthy` } as const);

claim(closedAclToBalancer, {
  fires: [
    ['tasks that answer nobody', acl([over(false, 1024, 65_535), over(true, 443)]), kept('answers to template/Balancer out (TCP ports 1024 to 65535)')],
    ['tasks that take no requests', acl([over(false, 443), over(true, 1024, 65_535)]), kept('requests of template/Balancer in (TCP port 8080)')],
    ['a balancer that sends none', acl([over(false, 80), over(false, 1024, 65_535), over(true, 32_768, 65_535)], 'SubnetA'), kept('requests to tasks out (TCP port 8080)')],
  ],
  staysQuiet: [
    ['both ways', acl([over(false, 8080), over(true, 1024, 65_535)])],
    ['everything', acl([{ Egress: true, Protocol: -1 }, { Egress: false, Protocol: -1 }])],
    ['no ACL', shop()],
  ],
  doesNotKnow: [['the direction', acl([{ ...over(true, 443), Egress: OPEN }])], ['the action', acl([{ ...over(true, 443), RuleAction: OPEN }, { ...over(false, 443), RuleAction: OPEN }])]],
});

const many = (count: unknown, image: unknown, more: Parameters<typeof shop>[0] = {}) =>
  shop({ Service: { DesiredCount: count }, Task: container({ Image: image }), ...more });

claim(overDockerHubLimit, {
  fires: [
    ['120 tasks behind one NAT gateway', many(120, 'nginx:1.27'),
      { severity: 'warning', summary: 'a deployment of template/Service pulls 120 times from Docker Hub through one NAT gateway' }],
    ['the same, with the host written out', many(120, 'docker.io/library/nginx:1.27'),
      { severity: 'warning', summary: 'a deployment of template/Service pulls 120 times from Docker Hub through one NAT gateway' }],
  ],
  staysQuiet: [
    ['as many as are given', many(100, 'nginx:1.27')],
    ['an image of Amazon ECR', many(500, '123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.2')],
    ['another registry', many(500, 'quay.io/app:1')],
    ['public addresses', many(120, 'nginx:1.27', { WayOut: { NatGatewayId: undefined, GatewayId: { Ref: 'Gateway' } } })],
    ['a login', shop({ Service: { DesiredCount: 120 }, Task: container({ Image: 'nginx:1.27', RepositoryCredentials: { CredentialsParameter: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:hub-AbCdEf' } }) })],
  ],
  doesNotKnow: [['the count', many(OPEN, 'nginx:1.27')], ['the image', many(120, OPEN)], ['the registry', many(120, { 'Fn::Sub': '${AWS::StackName}/nginx:1.27' })]],
});
