import type { ReactNode } from 'react';

/** What looks like the name of a host. */
const hostLike = /^(?:[a-z]+:\/\/)?(?:[^@/\s]*@)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?![\p{L}\p{N}@-])/iu;

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** Words that name one host and lead to another are how people are robbed: then the real one is shown beside them. */
export function otherHost(words: string, href: string): string | null {
  const [, named] = hostLike.exec(words.trim()) ?? [];
  const { protocol, host } = new URL(href);
  if (!named || protocol === 'mailto:') return null;
  const said = URL.canParse(`https://${named}`) ? new URL(`https://${named}`).host : named;
  return bare(said) === bare(host.replace(/:\d+$/, '')) ? null : host;
}

export function Anchor({ href, words, children }: { href: string; words: string; children: ReactNode }) {
  const host = otherHost(words, href);
  return (
    <>
      <a
        href={href}
        title={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent-ink underline underline-offset-2"
      >
        {children}
      </a>
      {host ? <span className="text-ink-3"> ({host})</span> : null}
    </>
  );
}
