/** What a mail says, twice: for programs that show HTML, and in plain text. */
export interface Letter {
  /** Names it in the log, where neither its words nor its address may stand. */
  kind: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mail extends Letter {
  /** A retry carries the same, so that whoever got the first one can tell. */
  id: string;
  to: string;
  at: Date;
}
