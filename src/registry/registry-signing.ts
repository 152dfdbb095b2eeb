import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as signer from 'aws-cdk-lib/aws-signer';
import { Construct } from 'constructs';

/** Properties of `RegistrySigning`. */
export interface RegistrySigningProps {
  /**
   * The profile that signs.
   *
   * @default - a new one for container images, whose signatures are valid for 135 months
   */
  readonly profile?: signer.ISigningProfile;

  /**
   * Only images of these repositories, as names with `*`, at most 100.
   *
   * @default - all repositories
   */
  readonly repositoryNames?: string[];
}

/**
 * Signs each image that is pushed to the private registry. One for a region.
 *
 * Amazon ECR signs in the name of whoever pushes, who therefore needs `signer:SignPayload` on the profile.
 */
export class RegistrySigning extends Construct {
  /** The configuration of the CDK that this construct holds. */
  public readonly configuration: ecr.CfnSigningConfiguration;

  constructor(scope: Construct, id: string, props: RegistrySigningProps = {}) {
    super(scope, id);
    const { repositoryNames } = props;
    if (repositoryNames && (repositoryNames.length === 0 || repositoryNames.length > 100)) {
      throw new Error(`\`repositoryNames\` must hold 1 to 100 names, got ${repositoryNames.length}`);
    }
    const signingProfileArn = props.profile?.signingProfileArn ?? new signer.CfnSigningProfile(this, 'Profile', {
      platformId: 'Notation-OCI-SHA384-ECDSA', signatureValidityPeriod: { type: 'MONTHS', value: 135 },
    }).attrArn;
    this.configuration = new ecr.CfnSigningConfiguration(this, 'Resource', {
      rules: [{ signingProfileArn, repositoryFilters: repositoryNames?.map((filter) => ({ filter, filterType: 'WILDCARD_MATCH' })) }],
    });
  }
}
