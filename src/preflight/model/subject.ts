/** Where a thing of the model comes from, so that a finding can point at the user's own code. */
export interface Subject {
  /** Path of the construct (`Shop/Api/Service`), or `<template>/<logical id>` where the template carries none. */
  readonly constructPath: string;
  readonly logicalId: string;
  /** Path of the template, relative to the input. Never absolute. */
  readonly templatePath: string;
  /**
   * File of the user's code that created the construct, when the assembly has it; for a template that a person wrote, the template.
   * Relative to the working directory.
   */
  readonly file?: string;
  readonly line?: number;
}
