import { type MentionScope, isUsername, limits } from '@parley/contracts';
import { proseOf } from './prose';

/** Whom a text names: people in lower case, each once, and whether it speaks to everybody. */
export interface Named {
  names: string[];
  everyone: MentionScope | null;
}

const nobody: Named = { names: [], everyone: null };

// Not within a word, an address or a path: what stands before and after decides.
const mentions = /(?<![\p{L}\p{N}_.\-/@\\])@([a-z0-9_.-]+)(?![\p{L}\p{N}@])/giu;

/**
 * Reads the mentions of a message, and none in its code. Linear, whatever the text: a Markdown parser
 * takes a tenth of a second for what a flooder may put into one message (docs/adr/0012-mentions-by-a-scanner.md).
 */
export function readMentions(text: string): Named {
  if (!text.includes('@')) return nobody;
  const names = new Set<string>();
  let everyone: MentionScope | null = null;
  for (const [, found = ''] of proseOf(text).matchAll(mentions)) {
    // Looking behind keeps this from beginning anew at every dot of a long row.
    const name = found.toLowerCase().replace(/(?<![.-])[.-]+$/, '');
    if (name === 'all') everyone = 'all';
    else if (name === 'here') everyone ??= 'here';
    else if (isUsername(name) && names.size < limits.mentions) names.add(name);
  }
  return { names: [...names], everyone };
}
