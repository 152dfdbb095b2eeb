import { Aws, Token } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';

/** Where images are copied. */
export interface ReplicationDestination {
  /** The region of the copies. */
  readonly region: string;

  /**
   * The account of the copies. Its registry policy has to admit them.
   *
   * @default - this account
   */
  readonly account?: string;
}

/** Which images are copied where. */
export interface ReplicationRule {
  /** Where the copies go. */
  readonly destinations: ReplicationDestination[];

  /**
   * Only repositories whose names begin with one of these.
   *
   * @default - all repositories
   */
  readonly repositoryPrefixes?: string[];
}

/** Properties of `RegistryReplication`. */
export interface RegistryReplicationProps {
  /** The rules, at most 10, with at most 25 destinations together. */
  readonly rules: ReplicationRule[];
}

/** Copies what is pushed to the private registry to other regions and accounts. One for a region. */
export class RegistryReplication extends Construct {
  /** The configuration of the CDK that this construct holds. */
  public readonly configuration: ecr.CfnReplicationConfiguration;

  constructor(scope: Construct, id: string, props: RegistryReplicationProps) {
    super(scope, id);
    checkReplication(props);
    this.configuration = new ecr.CfnReplicationConfiguration(this, 'Resource', {
      replicationConfiguration: {
        rules: props.rules.map(({ destinations, repositoryPrefixes }) => ({
          destinations: destinations.map(({ region, account }) => ({ region, registryId: account ?? Aws.ACCOUNT_ID })),
          repositoryFilters: repositoryPrefixes?.map((filter) => ({ filter, filterType: 'PREFIX_MATCH' })),
        })),
      },
    });
  }
}

function checkReplication({ rules }: RegistryReplicationProps): void {
  if (rules.length > 10) throw new Error(`\`rules\` may hold 10, got ${rules.length}`);
  const destinations = new Set(rules.flatMap((rule) => rule.destinations.map(({ region, account }) => `${region} ${account ?? ''}`)));
  if (destinations.size > 25) throw new Error(`\`destinations\` may hold 25 together, got ${destinations.size}`);
  rules.forEach((rule, index) => {
    if (rule.destinations.length === 0) throw new Error(`\`destinations\` of rule ${index + 1} must hold at least one, got none`);
    const account = rule.destinations.find((each) => each.account !== undefined && !Token.isUnresolved(each.account) && !/^\d{12}$/.test(each.account));
    if (account) throw new Error(`\`account\` of a destination must be 12 digits, got ${account.account}`);
  });
}
