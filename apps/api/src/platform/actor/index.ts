/** Who asks, as the verified token says. Every lookup starts here. */
export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
}
