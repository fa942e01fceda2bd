/** Why the server cannot start, in one sentence that says what to do. It is shown without a stack trace. */
export class StartupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartupError';
  }
}
