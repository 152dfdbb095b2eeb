/** One edit of a template, as plain data: what a cure changes in it. */
export interface TemplateEdit {
  readonly templatePath: string;
  readonly logicalId: string;
  /** Path inside of the resource, such as `Properties.ContainerDefinitions[0].Memory`; one behind the end of a list appends to it. */
  readonly property: string;
  /** What the template writes there; undefined when it sets nothing. */
  readonly from?: TemplateValue;
  /** What is to be written there; undefined when the property goes away. */
  readonly to?: TemplateValue;
}

export type TemplateValue = string | number | boolean | readonly TemplateValue[] | { readonly [name: string]: TemplateValue };
