import { changeBalancing } from './change-model';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { TARGET_HEALTH_CHECK } from '../../facts';
import { known, type TargetGroup, type TargetHealthCheck } from '../model';

const groups = pieces<TargetGroup>((model) => model.loadBalancing?.targetGroups);

interface Outside {
  readonly text: string;
  readonly cure: Partial<TargetHealthCheck>;
  readonly cureText: string;
}

export const targetHealthCheckOutOfRange = templateRule({
  id: 'target-health-check-out-of-range',
  title: 'a health check of a target group has a value that Elastic Load Balancing refuses',
  viewsOf: groups.viewsOf,
  judge: ({ piece: group }) => outside(group).map(({ text, cure, cureText }) => ({
    severity: 'error' as const,
    summary: `the health check of ${group.subject.constructPath} has ${text}`,
    cures: [
      groups.cure(`${cureText} of ${group.subject.constructPath}`, (model) =>
        changeBalancing(model, 'targetGroups', group.id, { healthCheck: { ...group.healthCheck, ...cure } })),
    ],
  })),
});

function outside({ healthCheck, protocolVersion }: TargetGroup): readonly Outside[] {
  const { intervalSeconds: interval, timeoutSeconds: timeout, path, protocol } = healthCheck;
  const found: Outside[] = [];
  for (const [key, name, unit] of NUMBERS) {
    const value = healthCheck[key];
    const { min, max } = TARGET_HEALTH_CHECK[key];
    if (!value.known || (value.value >= min && value.value <= max)) continue;
    const nearest = Math.min(max, Math.max(min, value.value));
    found.push({ text: `${name} ${value.value}${unit}, outside ${min} to ${max}${unit}`, cure: { [key]: known(nearest) }, cureText: `set ${name} from ${value.value} to ${nearest}` });
  }
  if (interval.known && timeout.known && timeout.assumed === undefined && timeout.value > interval.value) {
    found.push({
      text: `a timeout of ${timeout.value} s, longer than its interval of ${interval.value} s`,
      cure: { timeoutSeconds: known(interval.value) },
      cureText: `set HealthCheckTimeoutSeconds from ${timeout.value} to ${interval.value}`,
    });
  }
  if (path?.known && protocol.known && /^HTTPS?$/i.test(protocol.value) && !path.value.startsWith('/') && protocolVersion.known) {
    found.push({ text: `the path "${path.value}", which does not start with /`, cure: { path: known(`/${path.value}`) }, cureText: `set HealthCheckPath to /${path.value}` });
  }
  return found;
}

const NUMBERS = [
  ['intervalSeconds', 'HealthCheckIntervalSeconds', ' s'],
  ['timeoutSeconds', 'HealthCheckTimeoutSeconds', ' s'],
  ['healthyThreshold', 'HealthyThresholdCount', ''],
  ['unhealthyThreshold', 'UnhealthyThresholdCount', ''],
] as const;
