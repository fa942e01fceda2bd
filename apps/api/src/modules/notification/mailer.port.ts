import type { Mail } from './mail';

/** This mail will never be taken, however often it is tried. */
export class MailRefused extends Error {}

/** Brings a mail out of this process. Queue, patience and retries are its user's. */
export abstract class Mailer {
  /** Resolves when the mail is in other hands. Rejects with `MailRefused` when trying again is of no use. */
  abstract deliver(mail: Mail): Promise<void>;
  /** Rejects when mails cannot be delivered as things are. */
  abstract check(): Promise<void>;
}
