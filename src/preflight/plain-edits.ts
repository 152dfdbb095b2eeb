import { isRawObject, member, type LoadedTemplate } from './extract/load/loaded-template';
import type { Cure, Finding, TemplateEdit, TemplateValue } from './findings';

/**
 * The findings with those cures that edits make in the templates as they are written: a value that comes from a parameter,
 * a mapping or another function is changed there, and nobody but its author knows how.
 */
export function withPlainEdits(findings: readonly Finding[], templates: readonly LoadedTemplate[]): readonly Finding[] {
  const bodies = new Map(templates.map(({ path, body }) => [path, body]));
  return findings.map((finding) => (finding.cures ? withPlain(finding, finding.cures, bodies) : finding));
}

type Bodies = ReadonlyMap<string, unknown>;

function withPlain({ cures: all, ...finding }: Finding, offered: readonly Cure[], bodies: Bodies): Finding {
  const cures = offered.flatMap((cure): readonly Cure[] => {
    const edits = cure.edits.map((edit) => plainEdit(edit, bodies));
    return edits.every((edit) => edit !== undefined) ? [{ ...cure, edits }] : [];
  });
  return cures.length > 0 ? { ...finding, cures } : finding;
}

/** The edit with what the template writes there now; undefined where that is a function, or not what the model has read. */
function plainEdit(edit: TemplateEdit, bodies: Bodies): TemplateEdit | undefined {
  const resource = member(member(bodies.get(edit.templatePath), 'Resources'), edit.logicalId);
  if (!isRawObject(resource)) return undefined;
  const found = valueAt(resource, stepsOf(edit.property));
  if (found === BEHIND_FUNCTION || isFunction(found)) return undefined;
  if (edit.from !== undefined && String(found) !== String(edit.from)) return undefined;
  const { templatePath, logicalId, property, to } = edit;
  return {
    templatePath,
    logicalId,
    property,
    ...(found === undefined ? {} : { from: found as TemplateValue }),
    ...(to === undefined ? {} : { to: likeWritten(to, found) }),
  };
}

/** Names and positions of a path such as `Properties.ContainerDefinitions[0].Memory`. */
export function stepsOf(property: string): readonly (string | number)[] {
  return [...property.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((match) => (match[1] === undefined ? match[0] : Number(match[1])));
}

const BEHIND_FUNCTION = Symbol('behind a function');

function valueAt(value: unknown, steps: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of steps) {
    if (isFunction(current)) return BEHIND_FUNCTION;
    // CloudFormation takes a single value where a list of one is meant; an edit by position does not.
    if (typeof step === 'number' && current !== undefined && !Array.isArray(current)) return BEHIND_FUNCTION;
    current = typeof step === 'number' ? (current as readonly unknown[] | undefined)?.[step] : member(current, step);
  }
  return current;
}

function isFunction(value: unknown): boolean {
  if (!isRawObject(value)) return false;
  const names = Object.keys(value);
  return names.length === 1 && (names[0] === 'Ref' || names[0] === 'Condition' || names[0].startsWith('Fn::'));
}

/** CloudFormation takes numbers as text as well: the edit keeps what the author chose. */
function likeWritten(to: TemplateValue, from: unknown): TemplateValue {
  if (typeof from === 'number' && typeof to === 'string' && /^\d+$/.test(to)) return Number(to);
  return typeof from === 'string' && typeof to === 'number' ? String(to) : to;
}
