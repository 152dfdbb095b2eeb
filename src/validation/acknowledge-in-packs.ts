import { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge';

const PACKS = ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** Accepts the findings of one rule in each of the policy packs that may have it. */
export function acknowledgeInPacks(scope: IConstruct, rule: string, reason: string): void {
  PACKS.forEach((pack) => acknowledge(scope, `${pack}-${rule}`, reason));
}
