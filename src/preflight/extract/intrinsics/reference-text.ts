import type { Hole, Reference, TextPart } from './value';

/** How the ARN of a resource continues after the account; `{}` is what `Ref` gives of it. */
const ARN_SHAPES: Readonly<Record<string, string>> = {
  'AWS::ECR::Repository': 'ecr:{region}:{account}:repository/{}',
  'AWS::ECS::Cluster': 'ecs:{region}:{account}:cluster/{}',
  'AWS::ECS::CapacityProvider': 'ecs:{region}:{account}:capacity-provider/{}',
  'AWS::IAM::Role': 'iam::{account}:role/{}',
  'AWS::IAM::InstanceProfile': 'iam::{account}:instance-profile/{}',
  'AWS::Logs::LogGroup': 'logs:{region}:{account}:log-group:{}:*',
  'AWS::S3::Bucket': 's3:::{}',
  'AWS::DynamoDB::Table': 'dynamodb:{region}:{account}:table/{}',
  'AWS::SQS::Queue': 'sqs:{region}:{account}:{.QueueName}',
  'AWS::SSM::Parameter': 'ssm:{region}:{account}:parameter/{}',
  'AWS::KMS::Key': 'kms:{region}:{account}:key/{}',
  'AWS::EFS::FileSystem': 'elasticfilesystem:{region}:{account}:file-system/{}',
  'AWS::EFS::AccessPoint': 'elasticfilesystem:{region}:{account}:access-point/{}',
  'AWS::ServiceDiscovery::Service': 'servicediscovery:{region}:{account}:service/{}',
};

/** How `Ref` looks where it gives an ARN; `{.Name}` is another attribute of the same resource. */
const REF_SHAPES: Readonly<Record<string, string>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'elasticloadbalancing:{region}:{account}:loadbalancer/{.LoadBalancerFullName}',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'elasticloadbalancing:{region}:{account}:{.TargetGroupFullName}',
  'AWS::ECS::Service': 'ecs:{region}:{account}:service/{.ClusterName}/{.Name}',
  'AWS::ECS::TaskDefinition': 'ecs:{region}:{account}:task-definition/{.FamilyAndRevision}',
  'AWS::SecretsManager::Secret': 'secretsmanager:{region}:{account}:secret:{.NameAndSuffix}',
  'AWS::SNS::Topic': 'sns:{region}:{account}:{.TopicName}',
};

/** Writes a reference out as the ARN it will be, as far as its shape is known, so that it can be split and compared. */
export function expandReference(reference: Reference): readonly TextPart[] {
  const { resource, attribute } = reference;
  if (resource.type === 'AWS::ElasticLoadBalancingV2::Listener' && (attribute === undefined || attribute === 'ListenerArn')) {
    return expandListener(reference);
  }
  const shape = attribute === 'Arn' ? ARN_SHAPES[resource.type] ?? REF_SHAPES[resource.type] : undefined;
  const found = shape ?? (attribute === undefined || isOwnArn(attribute) ? REF_SHAPES[resource.type] : undefined);
  return found === undefined ? [reference] : fill(`arn:{partition}:${found}`, reference);
}

function isOwnArn(attribute: string): boolean {
  return /^(TargetGroupArn|LoadBalancerArn|ServiceArn|TaskDefinitionArn|TopicArn|Id)$/.test(attribute);
}

/** `.../listener/app/<name>/<id>/<listener id>`: the middle names the load balancer. */
function expandListener(reference: Reference): readonly TextPart[] {
  const hole = (attribute: string): Hole => ({ kind: 'hole', name: `${reference.resource.id}.${attribute}` });
  return [
    ...fill('arn:{partition}:elasticloadbalancing:{region}:{account}:listener/', reference),
    hole('LoadBalancerType'), '/', hole('LoadBalancerName'), '/', hole('LoadBalancerId'), '/', hole('ListenerId'),
  ];
}

function fill(shape: string, reference: Reference): readonly TextPart[] {
  const { stack } = reference.resource;
  return shape.split(/(\{[^}]*\})/).filter((piece) => piece !== '').map((piece): TextPart => {
    switch (piece) {
      case '{}':
        return { kind: 'reference', resource: reference.resource };
      case '{partition}':
        return { kind: 'hole', name: 'AWS::Partition' };
      case '{region}':
        return stack.region ?? { kind: 'hole', name: 'AWS::Region' };
      case '{account}':
        return stack.account ?? { kind: 'hole', name: 'AWS::AccountId' };
      default:
        return piece.startsWith('{.') ? { kind: 'reference', resource: reference.resource, attribute: piece.slice(2, -1) } : piece;
    }
  });
}
