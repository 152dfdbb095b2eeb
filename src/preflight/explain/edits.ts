import type { TemplateEdit, TemplateValue } from '../findings';
import type { Known, Subject } from '../model';

/** An edit of a property of a resource; without a value the property goes away. */
export function editOf({ templatePath, logicalId }: Subject, property: string, to?: TemplateValue): TemplateEdit {
  return { templatePath, logicalId, property, ...(to === undefined ? {} : { to }) };
}

/** Where a value of the model was read, or where the template would have it. */
export function placeOf(value: Known<unknown> | undefined, otherwise: string): string {
  return value?.from ?? otherwise;
}
