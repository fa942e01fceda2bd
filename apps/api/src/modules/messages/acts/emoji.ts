import { limits } from '@parley/contracts';
import { DomainError } from '../../../platform/errors';

// Unicode's own list of what is one picture. In text, because the compiler's target is older than the flag.
const emojis = new RegExp('^\\p{RGI_Emoji}$', 'v');
const asPicture = '\ufe0f';

/** The one way this emoji is written, so that one of a kind stays one; what is none is refused. */
export function readEmoji(text: string): string {
  if (Buffer.byteLength(text) <= limits.emojiBytes && text.isWellFormed()) {
    const found = [text, text + asPicture].find((each) => emojis.test(each));
    if (found) return found;
  }
  throw new DomainError('validation.failed', 'A reaction is one emoji.', { fields: { emoji: 'is not one emoji' } });
}
