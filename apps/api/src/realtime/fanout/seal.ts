import { createHmac, timingSafeEqual } from 'node:crypto';

/** Characters; what is longer is not even read. */
const longest = 4 * 1024 * 1024;

/**
 * Whoever reaches Redis could write there. A frame is believed only from somebody who knows the key, and that is who
 * reads the database.
 */
export class Seal {
  constructor(private readonly key: string) {}

  close(text: string): string {
    return `${this.sign(text)}.${text}`;
  }

  /** Null for what was not closed with this key. */
  open(frame: string): string | null {
    if (frame.length > longest) return null;
    const end = frame.indexOf('.');
    const text = frame.slice(end + 1);
    const given = Buffer.from(frame.slice(0, Math.max(end, 0)));
    const right = Buffer.from(this.sign(text));
    return given.length === right.length && timingSafeEqual(given, right) ? text : null;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}
