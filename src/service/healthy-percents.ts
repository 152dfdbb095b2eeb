import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ReplicaServiceOptions } from './service-options';

type Percents = Required<Pick<ReplicaServiceOptions, 'minHealthyPercent' | 'maxHealthyPercent'>>;

const USUAL: Percents = { minHealthyPercent: 100, maxHealthyPercent: 200 };

/** The percents as the construct of the CDK takes them. It compares the two as numbers, tokens too, so tokens are rendered afterwards. */
export function percentsForCdk(props: Partial<Percents>): Percents {
  const { minHealthyPercent = USUAL.minHealthyPercent, maxHealthyPercent = USUAL.maxHealthyPercent } = props;
  const known = !Token.isUnresolved(minHealthyPercent) && !Token.isUnresolved(maxHealthyPercent);
  return known ? { minHealthyPercent, maxHealthyPercent } : USUAL;
}

export function renderPercents(service: ecs.BaseService, { minHealthyPercent, maxHealthyPercent }: Partial<Percents>): void {
  if (!Token.isUnresolved(minHealthyPercent) && !Token.isUnresolved(maxHealthyPercent)) return;
  const resource = service.node.findChild('Service') as ecs.CfnService;
  resource.addPropertyOverride('DeploymentConfiguration.MinimumHealthyPercent', minHealthyPercent ?? USUAL.minHealthyPercent);
  resource.addPropertyOverride('DeploymentConfiguration.MaximumPercent', maxHealthyPercent ?? USUAL.maxHealthyPercent);
}
