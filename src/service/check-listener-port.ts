import { Token } from 'aws-cdk-lib';

/** Throws on what is no port of a listener; tokens pass. */
export function checkListenerPort(prop: string, port: number): void {
  if (Token.isUnresolved(port) || (Number.isInteger(port) && port >= 1 && port <= 65_535)) return;
  throw new Error(`\`${prop}\` of a listener must be a whole number from 1 to 65535, got ${port}`);
}
