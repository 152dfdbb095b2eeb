import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';

/** Properties of `RegistryScanning`. */
export interface RegistryScanningProps {
  /**
   * Whether Amazon Inspector scans, operating system and language packages. It has a price.
   *
   * @default false
   */
  readonly enhanced?: boolean;

  /**
   * Repositories that are scanned on push, as names with `*`.
   *
   * @default - all
   */
  readonly scanOnPush?: string[];

  /**
   * Repositories that are scanned again when a new vulnerability is known, as names with `*`. Needs `enhanced`.
   *
   * @default - none
   */
  readonly scanContinuously?: string[];
}

/** How the private registry of the account and region scans images. One for a region. */
export class RegistryScanning extends Construct {
  /** The configuration of the CDK that this construct holds. */
  public readonly configuration: ecr.CfnRegistryScanningConfiguration;

  constructor(scope: Construct, id: string, props: RegistryScanningProps = {}) {
    super(scope, id);
    const { scanOnPush = ['*'], scanContinuously = [], enhanced } = props;
    if (scanContinuously.length > 0 && !enhanced) throw new Error(`\`scanContinuously\` must come with \`enhanced: true\`, got ${scanContinuously.join(', ')} alone`);
    this.configuration = new ecr.CfnRegistryScanningConfiguration(this, 'Resource', {
      scanType: enhanced ? 'ENHANCED' : 'BASIC',
      rules: [rule('SCAN_ON_PUSH', scanOnPush), rule('CONTINUOUS_SCAN', scanContinuously)].filter((each) => each.repositoryFilters.length > 0),
    });
  }
}

function rule(scanFrequency: string, names: readonly string[]) {
  return { scanFrequency, repositoryFilters: names.map((filter) => ({ filter, filterType: 'WILDCARD' })) };
}
