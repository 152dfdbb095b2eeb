import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Accepts a finding of a policy pack on the constructs under `scope`, with the reason.
 *
 * aws-cdk-lib 2.251.0 has no acknowledgements yet, and later ones took no id with a second `::`. There the finding
 * stays, and people who run a policy pack accept it themselves: nothing that is deployed depends on it.
 */
export function acknowledge(scope: IConstruct, id: string, reason: string): void {
  const validations: object = Validations.of(scope);
  if (!('acknowledge' in validations) || typeof validations.acknowledge !== 'function') return;
  try {
    validations.acknowledge({ id, reason });
  } catch (error) {
    if (id.split('::').length <= 2) throw error;
  }
}
