/** Zones with Fargate in regions where not every zone has it (developer guide, `AWS_Fargate-Regions`). Ids, since names differ by account. */
const LINUX: Readonly<Record<string, readonly string[]>> = {
  usw1: ['usw1-az1', 'usw1-az3'],
  apne1: ['apne1-az1', 'apne1-az2', 'apne1-az4'],
  cnn1: ['cnn1-az1', 'cnn1-az2'],
};

const WINDOWS: Readonly<Record<string, readonly string[]>> = {
  ...LINUX,
  use1: ['use1-az1', 'use1-az2', 'use1-az4', 'use1-az5', 'use1-az6'],
  cac1: ['cac1-az1', 'cac1-az2'],
};

/** Whether a zone has Fargate; true for a name such as `us-east-1a`, which tells nothing. */
export function hasFargate(zoneId: string, windows: boolean): boolean {
  const region = /^([a-z]+\d)-az\d+$/.exec(zoneId)?.[1];
  const zones = region === undefined ? undefined : (windows ? WINDOWS : LINUX)[region];
  return zones?.includes(zoneId) ?? true;
}
