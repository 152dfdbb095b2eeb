/** Where a thing of the model comes from, so that a finding can point at the user's own code. */
export interface Subject {
  /** Path of the construct (`Shop/Api/Service`), or `<template>/<logical id>` where the template carries none. */
  readonly constructPath: string;
  readonly logicalId: string;
  /** Path of the template, relative to the input. Never absolute. */
  readonly templatePath: string;
  /** File of the user's code that created the construct, relative to the working directory, when the assembly has it. */
  readonly file?: string;
  readonly line?: number;
}
