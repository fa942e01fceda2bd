import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { lastPlace } from '../../lib/last-place';
import { usePlainTitle } from '../../lib/plain-title';
import { hasFinePointer } from '../../lib/pointer';
import { useServerName } from '../../lib/server-info';
import { useMe } from '../../lib/watch';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { sections, sectionsFor, type SectionId } from './sections';

interface SettingsLayoutProps {
  /** Null is the list alone: what a phone shows first. */
  open: SectionId | null;
  children: ReactNode;
}

export function SettingsLayout({ open, children }: SettingsLayoutProps) {
  const shown = open ?? 'profile';
  const { title } = sections[shown];
  // The list has a page of its own on a phone, and is its heading there.
  const Title = open === null ? 'h2' : 'h1';
  const heading = useRef<HTMLHeadingElement>(null);
  usePlainTitle(open === null ? 'Settings' : `${title} · Settings`);
  // On a phone the list gives way to the section; the reader's place must not be lost with it.
  useEffect(() => {
    if (open !== null && !hasFinePointer()) heading.current?.focus({ preventScroll: true });
  }, [open]);
  return (
    <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] pane:grid-cols-[308px_minmax(0,1fr)]">
      <div
        className={classes(
          'flex min-h-0 flex-col bg-side pane:border-r pane:border-line',
          open !== null && 'max-pane:hidden',
        )}
      >
        <SettingsNav open={open} />
      </div>
      <div className={classes('flex min-h-0 min-w-0 flex-col', open === null && 'max-pane:hidden')}>
        <header className="flex h-[60px] shrink-0 items-center gap-2 border-b border-line px-2 pane:px-8">
          <Link
            to="/settings"
            aria-label="Back to settings"
            className="touch grid size-11 place-items-center rounded-control text-ink-2 hover:bg-hover pane:hidden"
          >
            <Icon of={ChevronLeft} size={22} />
          </Link>
          <Title ref={heading} tabIndex={-1} className="text-[16px] font-semibold tracking-[-0.01em] outline-none">
            {title}
          </Title>
        </header>
        <div className="scroll-thin min-h-0 grow overflow-y-auto">
          <div className="mx-auto flex max-w-[680px] flex-col gap-8 px-4 py-6 pb-[calc(3rem+env(safe-area-inset-bottom))] pane:mx-0 pane:px-8 pane:py-8 wide:max-w-[744px]">
            {children}
          </div>
        </div>
      </div>
    </div>
  );
}

function SettingsNav({ open }: { open: SectionId | null }) {
  const { role } = useMe();
  const server = useServerName();
  const offered = sectionsFor(role);
  const groups = [
    { id: 'you', title: 'You' },
    { id: 'server', title: server },
  ] as const;
  const place = lastPlace();
  const Title = open === null ? 'h1' : 'p';
  return (
    <>
      <div className="flex h-[60px] shrink-0 items-center gap-1 pr-4 pl-2">
        <Link
          {...(place ? { to: '/c/$conversationId', params: { conversationId: place } } : { to: '/' })}
          aria-label="Back to conversations"
          className="touch grid size-11 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Icon of={ChevronLeft} size={22} />
        </Link>
        <Title className="text-[16.5px] font-semibold tracking-[-0.01em]">Settings</Title>
      </div>
      <nav aria-label="Settings" className="scroll-thin min-h-0 grow overflow-y-auto px-2 pb-6">
        {groups.map(({ id, title }) => {
          const rows = offered.filter(({ group }) => group === id);
          if (rows.length === 0) return null;
          return (
            <div key={id} className="mb-4">
              <h2 className="truncate px-2.5 pt-1 pb-1.5 text-[12.5px] font-medium text-ink-3" dir="auto">
                {title}
              </h2>
              <ul>
                {rows.map((row) => (
                  <li key={row.id}>
                    <NavRow id={row.id} shown={open} note={row.note} />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
    </>
  );
}

function NavRow({ id, shown, note }: { id: SectionId; shown: SectionId | null; note: string }) {
  const { title, icon } = sections[id];
  const open = id === (shown ?? 'profile');
  return (
    <Link
      to="/settings/$section"
      params={{ section: id }}
      aria-current={id === shown ? 'page' : undefined}
      className={classes(
        'flex h-[54px] items-center gap-3 rounded-[14px] border px-2.5 transition-colors duration-(--quick) hover:bg-hover',
        open ? 'border-transparent pane:border-line pane:bg-raise' : 'border-transparent',
      )}
    >
      <span
        className={classes(
          'grid size-9 shrink-0 place-items-center rounded-[10px] text-ink-2',
          open && 'pane:bg-accent-soft pane:text-accent-ink',
        )}
      >
        <Icon of={icon} size={19} />
      </span>
      <span className="min-w-0 grow">
        <span className={classes('block truncate leading-5', open ? 'font-semibold' : 'font-medium')}>{title}</span>
        <span className="block truncate text-[13px] leading-[18px] text-ink-2">{note}</span>
      </span>
      <Icon of={ChevronRight} size={18} className="shrink-0 text-ink-3 pane:hidden" />
    </Link>
  );
}
