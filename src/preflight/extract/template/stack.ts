import type { Subject } from '../../model';
import type { ConstructMetadata, RawObject } from '../load/loaded-template';

/** One template as CloudFormation will see it: its own sections, and where its parameters come from. */
export interface Stack {
  /** First part of the ids of everything that is declared in it; unique in the input. */
  readonly id: string;
  readonly path: string;
  readonly name?: string;
  readonly region?: string;
  readonly account?: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly parameters: RawObject;
  readonly mappings: RawObject;
  readonly conditions: RawObject;
  readonly outputs: RawObject;
  /** Macros that CloudFormation runs over the template before it is deployed, other than those that are followed here. */
  readonly macros: readonly string[];
  /** For a nested stack: the resource of the other template that creates it. */
  readonly parent?: { readonly stack: Stack; readonly logicalId: string };
  /** Nested stacks by the logical id that creates them; filled while the input is assembled. */
  readonly nested: Map<string, Stack>;
  readonly metadata?: ConstructMetadata;
  readonly missingNested: ReadonlyMap<string, string>;
}

export interface Resource {
  /** `<stack id>/<logical id>`: the id of what it becomes in the model. */
  readonly id: string;
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly raw: RawObject;
  readonly subject: Subject;
}

/** All stacks that are read together, and the names by which they reach each other. */
export interface Input {
  readonly stacks: readonly Stack[];
  /** Export name, as far as it is plain text, to the outputs that claim it. */
  readonly options: InputValues;
}

/** Values from outside of the templates. */
export interface InputValues {
  readonly parameters: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly account?: string;
  readonly context: Readonly<Record<string, string>>;
  /** Answers given to conditions that cannot be decided, by `<stack id>/<condition>`. */
  readonly conditions: Readonly<Record<string, boolean>>;
}
