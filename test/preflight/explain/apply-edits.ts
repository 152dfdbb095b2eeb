import type { TemplateEdit } from '../../../src/preflight/findings';
import { stepsOf } from '../../../src/preflight/plain-edits';

type Json = Record<string | number, unknown>;

/** The body of a template with the edits made in it, as a person would by hand. */
export function withEdits(body: unknown, edits: readonly TemplateEdit[]): unknown {
  const edited = structuredClone(body) as { readonly Resources: Readonly<Record<string, Json>> };
  for (const edit of edits) make(edited.Resources[edit.logicalId], edit);
  return edited;
}

function make(resource: Json, { property, from, to }: TemplateEdit): void {
  const steps = stepsOf(property);
  const last = steps[steps.length - 1];
  const holder = steps.slice(0, -1).reduce<Json>((at, step, position) => {
    at[step] ??= typeof steps[position + 1] === 'number' ? [] : {};
    return at[step] as Json;
  }, resource);
  // What an edit says of the template has to be true of it.
  expect([property, holder[last]]).toEqual([property, from]);
  if (to !== undefined) holder[last] = to;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
}
