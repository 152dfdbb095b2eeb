import { at, items, listOf, number, or, pattern, patternList, required, text, type Property } from './property';
import { assumed, known, type Known, type ListenerAction, type RuleCondition, type WeightedTarget } from '../../model';

/** What a listener or a rule does, action by action. */
export function readActions(property: Property): Known<readonly ListenerAction[]> | undefined {
  return listOf(property, (action) => ({
    type: required(text(at(action, 'Type')), at(action, 'Type')),
    order: number(at(action, 'Order')),
    targets: targetsOf(action),
    redirectProtocol: text(at(action, 'RedirectConfig', 'Protocol')),
    redirectPort: text(at(action, 'RedirectConfig', 'Port')),
    statusCode: text(at(action, 'RedirectConfig', 'StatusCode')) ?? text(at(action, 'FixedResponseConfig', 'StatusCode')),
  }));
}

function targetsOf(action: Property): Known<readonly WeightedTarget[]> {
  const direct = pattern(at(action, 'TargetGroupArn'));
  const weighted = items(at(action, 'ForwardConfig', 'TargetGroups'));
  if (weighted && !weighted.known) {
    return weighted;
  }
  const targets = (weighted?.known ? weighted.value : [])
    .map((group) => ({ targetGroup: required(pattern(at(group, 'TargetGroupArn')), group), weight: number(at(group, 'Weight')) }));
  return targets.length > 0 || !direct ? known(targets, action.path) : known([{ targetGroup: direct }], action.path);
}

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  'host-header': 'HostHeaderConfig',
  'path-pattern': 'PathPatternConfig',
  'http-header': 'HttpHeaderConfig',
  'http-request-method': 'HttpRequestMethodConfig',
  'query-string': 'QueryStringConfig',
  'source-ip': 'SourceIpConfig',
};

/** Conditions of a rule: what each looks at, and the values that match. */
export function readConditions(property: Property): Known<readonly RuleCondition[]> {
  return or(listOf(property, (condition): RuleCondition => {
    const field = required(text(at(condition, 'Field')), at(condition, 'Field'));
    const inner = field.known ? at(condition, CONFIGURATIONS[field.value.toLowerCase()] ?? 'Values') : at(condition, 'Values');
    const values = patternList(at(condition, 'Values')) ?? valuesIn(inner) ?? assumed([], 'no value is set', condition.path);
    return { field, values };
  }), [], 'no condition is set', property.path);
}

/** Plain values, regular expressions, or keys and values of a query. */
function valuesIn(configuration: Property): Known<readonly Known<string>[]> | undefined {
  const list = at(configuration, 'Values');
  return listOf(list, (item) => {
    const [key, value] = [pattern(at(item, 'Key')), pattern(at(item, 'Value'))];
    return item.value.kind !== 'map' ? required(pattern(item), item)
      : value?.known ? { ...value, value: key?.known ? `${key.value}=${value.value}` : value.value } : required(value, item);
  }) ?? patternList(at(configuration, 'RegexValues'));
}
