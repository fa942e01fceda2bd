import type { Me } from '@parley/contracts';
import { requestIdOf, wordsFor } from '../../../lib/error-words';
import { kindWords, peopleCount, placeOf } from '../../../lib/kinds';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { classes } from '../../../ui/classes';
import { Notice } from '../../../ui/notice';
import { wordsForOpening } from '../acts/words';
import type { Finding } from './use-finder';

interface FinderResultsProps {
  id: string;
  query: string;
  me: Me;
  findings: readonly Finding[];
  active: number;
  waiting: boolean;
  error: unknown;
  /** Why what was picked did not open. */
  failure: unknown;
  onRetry: () => void;
  onPick: (finding: Finding) => void;
}

export function FinderResults(props: FinderResultsProps) {
  const { id, findings, active, query, waiting, error, failure } = props;
  const failed = failure ?? (waiting ? null : error);
  return (
    <div className="scroll-thin min-h-0 grow overflow-y-auto px-2 pt-2.5 pb-2">
      <div role="listbox" id={id} aria-label="Found">
        {findings.map((finding, index) => (
          <Option key={finding.key} {...props} finding={finding} index={index} chosen={index === active} />
        ))}
      </div>
      {waiting ? <SearchingRows /> : null}
      {failed ? <Failed error={failed} opening={failure !== null} onRetry={props.onRetry} /> : null}
      {!waiting && !failed && findings.length === 0 ? (
        <Notice title="Nothing found" tone="status">
          No person, conversation or public room matches “{query.trim()}”. Try another spelling, or a username.
        </Notice>
      ) : null}
    </div>
  );
}

interface FailedProps {
  error: unknown;
  /** Something was found, and could not be opened. */
  opening: boolean;
  onRetry: () => void;
}

function Failed({ error, opening, onRetry }: FailedProps) {
  return (
    <Notice
      tone="alert"
      title={opening ? 'This did not open' : 'The search did not work'}
      requestId={requestIdOf(error)}
      actions={<Button onClick={onRetry}>Try again</Button>}
    >
      {opening ? wordsForOpening(error) : wordsFor(error)}
    </Notice>
  );
}

function SearchingRows() {
  return (
    <div role="status" className="breathe px-[10px]">
      <span className="sr-only">Searching people</span>
      {['w-28', 'w-20'].map((width) => (
        <div key={width} aria-hidden className="flex h-14 items-center gap-3">
          <span className="size-10 rounded-full bg-line" />
          <span className={`h-3.5 rounded-chip bg-line ${width}`} />
        </div>
      ))}
    </div>
  );
}

interface OptionProps extends FinderResultsProps {
  finding: Finding;
  index: number;
  chosen: boolean;
}

function Option({ id, me, finding, index, chosen, onPick }: OptionProps) {
  const { name, note, face, ...look } = wordsOf(finding, me);
  return (
    <button
      type="button"
      role="option"
      tabIndex={-1}
      id={`${id}-${index}`}
      aria-selected={chosen}
      // The field keeps the focus, so that typing goes on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(finding)}
      className={classes(
        'flex h-14 w-full items-center gap-3 rounded-[14px] px-[10px] text-left',
        chosen ? 'bg-raise' : 'hover:bg-hover',
      )}
    >
      <Avatar id={face} name={name === 'Notes to self' ? me.name : name} size="list" {...look} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-medium" dir="auto">
          {name}
        </span>
        <span className="truncate text-[13.5px] leading-5 text-ink-2">{note}</span>
      </span>
    </button>
  );
}

interface Words {
  name: string;
  note: string;
  face: string;
  place?: ReturnType<typeof placeOf>;
  hue?: number | null;
}

function wordsOf(finding: Finding, me: Me): Words {
  switch (finding.kind) {
    case 'self':
      return { name: 'Notes to self', note: 'Only you can read these', face: me.id };
    case 'conversation': {
      const { name, peerId, id, hue } = finding.conversation;
      return {
        name,
        note: kindWords(finding.conversation),
        face: peerId ?? id,
        hue,
        place: placeOf(finding.conversation),
      };
    }
    case 'person': {
      const { name, username, id } = finding.person;
      return { name, note: username ? `@${username}` : 'Person', face: id };
    }
    case 'room': {
      const { name, id, hue, memberCount } = finding.room;
      return {
        name,
        note: `Join · ${peopleCount(memberCount)}`,
        face: id,
        hue,
        place: 'public',
      };
    }
  }
}
