import { at, isAbsent, items, namesOf, or, pattern, patternList, plainList, type Property, word } from './property';
import { assumed, known, unknown, type Known, type Statement, type StatementCondition } from '../../model';

/** The statements of a policy document; unknown when the document cannot be resolved. */
export function readStatements(document: Property): Known<readonly Statement[]> {
  const found = items(at(document, 'Statement'));
  if (!found?.known) {
    return found ?? assumed([], 'the policy has no statement', document.path);
  }
  return known(found.value.map(readStatement), document.path);
}

/** The statements of a policy that is a document, or the JSON text of one. */
export function policyOf(property: Property): Known<readonly Statement[]> | undefined {
  if (isAbsent(property)) {
    return undefined;
  }
  const { value } = property;
  if (value.kind === 'unresolved') {
    return unknown(value.because, property.path);
  }
  return value.kind === 'map' ? readStatements(property) : unknown(`${property.path} is text, which is not read`, property.path);
}

function readStatement(property: Property): Statement {
  const list = (name: string): Known<readonly string[]> | undefined => plainList(at(property, name), pattern);
  const resources = (name: string): Known<readonly Known<string>[]> | undefined => {
    const found = items(at(property, name));
    return found?.known ? known(found.value.map((item) => pattern(item) ?? known('')), found.from) : found;
  };
  return {
    effect: or(word(at(property, 'Effect'), ['Allow', 'Deny'] as const), 'Deny', 'a statement without effect allows nothing'),
    actions: list('Action'),
    notActions: list('NotAction'),
    resources: resources('Resource'),
    notResources: resources('NotResource'),
    principals: principals(at(property, 'Principal')),
    conditional: !isAbsent(at(property, 'Condition')),
    ...(isAbsent(at(property, 'Sid')) ? {} : { sid: pattern(at(property, 'Sid')) }),
    ...(isAbsent(at(property, 'NotPrincipal')) ? {} : { notPrincipals: principals(at(property, 'NotPrincipal')) }),
    ...(isAbsent(at(property, 'Condition')) ? {} : { conditions: conditions(at(property, 'Condition')) }),
  };
}

/** Operator by operator and key by key. Keys are read as they are written, so that one with an intrinsic stays open. */
function conditions(property: Property): Known<readonly StatementCondition[]> {
  if (property.value.kind !== 'map') {
    return unknown(property.value.kind === 'unresolved' ? property.value.because : 'the condition is not an object', property.path);
  }
  return known(namesOf(property).flatMap((operator) => namesOf(at(property, operator)).map((key): StatementCondition => ({
    operator,
    key,
    values: patternList(at(property, operator, key)) ?? known([]),
  }))), property.path);
}

/** `*`, or every name under `Service`, `AWS`, `Federated`. */
function principals(property: Property): Known<readonly string[]> | undefined {
  if (property.value.kind !== 'map') {
    return plainList(property, pattern);
  }
  const found = namesOf(property).map((name) => plainList(at(property, name), pattern));
  const open = found.find((list) => list !== undefined && !list.known);
  return open ?? known(found.flatMap((list) => list?.known ? list.value : []), property.path);
}
