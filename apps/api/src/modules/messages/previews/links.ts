import { limits, splitLinks } from '@parley/contracts';
import { proseOf } from '../prose';

/** The first address that a text leads to, of what lists show of it, and none in its code; as people's pages draw it. */
export function firstLink(text: string): string | null {
  if (!/https?:\/\/|www\./i.test(text)) return null;
  for (const part of splitLinks(proseOf(text))) {
    if (part.kind === 'link' && !part.href.startsWith('mailto:')) {
      return part.href.length <= limits.previewUrl ? part.href : null;
    }
  }
  return null;
}
