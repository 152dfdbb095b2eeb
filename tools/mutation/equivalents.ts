/** Mutants that no test can kill, by file: the change as the report prints it, and why it changes nothing that can be seen. */
export const EQUIVALENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
