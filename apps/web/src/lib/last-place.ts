/** The conversation that was open last, so that leaving the settings leads back to it. */
let last: string | null = null;

export function rememberPlace(conversationId: string | null): void {
  last = conversationId;
}

export function lastPlace(): string | null {
  return last;
}
