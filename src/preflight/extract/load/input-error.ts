/** The input cannot be read. The message is complete: which file, where in it, what is wrong, what to do. */
export class InputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InputError';
  }
}
