/** The command line was not understood; the message says what was found and what is allowed. */
export class UsageError extends Error {}
