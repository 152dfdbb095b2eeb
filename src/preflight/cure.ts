/** A change that cures a finding, as edits of the templates. */
export interface Cure {
  /** The same text as in `Finding.help`. */
  readonly help: string;

  /** Edits that make the change, in the order in which they are to be made. */
  readonly edits: CureEdit[];
}

/** One edit of a template. */
export interface CureEdit {
  /** Template that it is made in, such as `cdk.out/Shop.template.json`; the last part is the `templateFile` of the stack. */
  readonly templatePath: string;

  /** Logical id of the resource in that template. */
  readonly logicalId: string;

  /**
   * Path inside of the resource, such as `Properties.ContainerDefinitions[0].Memory`. One position behind the end of a list
   * appends to it.
   */
  readonly property: string;

  /**
   * What the template has there now: any JSON value.
   *
   * @default - the template has nothing there
   */
  readonly oldValue?: unknown;

  /**
   * What is to be there: any JSON value.
   *
   * @default - the property, or the position of the list, goes away
   */
  readonly newValue?: unknown;
}
