import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SigningKey } from './signing-key';

const cipher = 'aes-256-gcm';
const size = { nonce: 12, tag: 16 };

/** Keeps what waits in the database from whoever reads a copy of it. With another signing key it stays closed. */
@Injectable()
export class Seal {
  private readonly key: Uint8Array;

  constructor(signingKey: SigningKey) {
    this.key = new Uint8Array(hkdfSync('sha256', signingKey.value, '', 'parley.seal', 32));
  }

  /** `about` names what it is for: under another name it does not open. */
  close(text: string, about: string): Uint8Array<ArrayBuffer> {
    const nonce = randomBytes(size.nonce);
    const closing = createCipheriv(cipher, this.key, nonce).setAAD(Buffer.from(about));
    const body = Buffer.concat([closing.update(text, 'utf8'), closing.final()]);
    return new Uint8Array(Buffer.concat([nonce, closing.getAuthTag(), body]));
  }

  /** Null: damaged, another's, or closed with another key. */
  open(sealed: Uint8Array, about: string): string | null {
    const whole = Buffer.from(sealed);
    if (whole.length < size.nonce + size.tag) return null;
    const body = whole.subarray(size.nonce + size.tag);
    try {
      const opening = createDecipheriv(cipher, this.key, whole.subarray(0, size.nonce), { authTagLength: size.tag })
        .setAuthTag(whole.subarray(size.nonce, size.nonce + size.tag))
        .setAAD(Buffer.from(about));
      return opening.update(body, undefined, 'utf8') + opening.final('utf8');
    } catch {
      return null;
    }
  }
}
