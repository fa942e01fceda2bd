import type { LinkPreview } from '@parley/contracts';

/**
 * What a page says of itself, as text: its own pictures would tell its server who reads this. The host is ours to say, so
 * that no page can pass for another.
 */
export function LinkCard({ preview: { url, title, description, siteName } }: { preview: LinkPreview }) {
  const host = new URL(url).host.replace(/^www\./, '');
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={url}
      className="mt-1.5 mb-1 flex w-fit max-w-[min(520px,100%)] min-w-0 gap-3 rounded-control border border-line bg-raise py-2.5 pr-4 pl-2.5 hover:border-edge"
    >
      <span aria-hidden className="w-0.5 shrink-0 rounded-full bg-accent" />
      <span className="min-w-0">
        <span className="block truncate text-[12.5px] leading-5 text-ink-3">
          {/* First, or a long name would push it out of sight. */}
          {host}
          {siteName && siteName.toLowerCase() !== host ? (
            <>
              {' '}
              · <bdi>{siteName}</bdi>
            </>
          ) : null}
        </span>
        <span className="line-clamp-2 leading-5 font-semibold break-words" dir="auto">
          {title}
        </span>
        {description ? (
          <span className="mt-0.5 line-clamp-2 text-[13.5px] leading-5 break-words text-ink-2" dir="auto">
            {description}
          </span>
        ) : null}
      </span>
    </a>
  );
}
