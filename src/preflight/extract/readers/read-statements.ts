import { at, isAbsent, items, namesOf, or, pattern, plainList, type Property, word } from './property';
import { assumed, known, type Known, type Statement } from '../../model';

/** The statements of a policy document; unknown when the document cannot be resolved. */
export function readStatements(document: Property): Known<readonly Statement[]> {
  const found = items(at(document, 'Statement'));
  if (!found?.known) {
    return found ?? assumed([], 'the policy has no statement', document.path);
  }
  return known(found.value.map(readStatement), document.path);
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
  };
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
