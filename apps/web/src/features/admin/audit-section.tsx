import { auditTypes, type AuditEntry, type AuditType } from '@parley/contracts';
import { useState } from 'react';
import { useToday } from '../../lib/today';
import { clockTime, dayLabel, fullTime, sameDay } from '../../lib/time';
import { usePages } from '../../lib/use-pages';
import { LoadState } from '../../ui/load-state';
import { MoreButton } from '../../ui/more-button';
import { Panel, PanelPart } from '../../ui/panel';
import { Select } from '../../ui/select';
import { auditWords, factsOf, isGrave } from './audit-words';

export function AuditSection() {
  const [type, setType] = useState<AuditType | ''>('');
  const entries = usePages<AuditEntry>(['audit', type], `/api/admin/audit${type === '' ? '' : `?type=${type}`}`);
  return (
    <>
      <Select
        label="Show"
        className="max-w-80"
        value={type}
        onChange={(event) => setType(auditTypes.find((known) => known === event.target.value) ?? '')}
      >
        <option value="">Everything</option>
        {auditTypes.map((each) => (
          <option key={each} value={each}>
            {auditWords[each]}
          </option>
        ))}
      </Select>
      <Panel
        title="What happened"
        lead="Sign-ins, changes of who may do what, and everything that was refused. Newest first."
      >
        <LoadState of={entries} rows={6}>
          {(items) =>
            items.length === 0 ? (
              <PanelPart className="text-[14px] text-ink-2">Nothing of this kind has happened.</PanelPart>
            ) : (
              <Entries items={items} />
            )
          }
        </LoadState>
        <MoreButton of={entries} />
      </Panel>
    </>
  );
}

function Entries({ items }: { items: AuditEntry[] }) {
  const today = useToday();
  return (
    <ol className="divide-y divide-line">
      {items.map((entry, index) => {
        const at = new Date(entry.at);
        const before = items[index - 1];
        const fresh = !before || !sameDay(at, new Date(before.at));
        return (
          <li key={entry.id}>
            {fresh ? (
              <p className="px-4 pt-3 text-[12.5px] font-medium text-ink-3 pane:px-5">{dayLabel(at, today)}</p>
            ) : null}
            <Entry entry={entry} at={at} />
          </li>
        );
      })}
    </ol>
  );
}

function Entry({ entry, at }: { entry: AuditEntry; at: Date }) {
  const { type, address, userAgent } = entry;
  const facts = factsOf(entry);
  return (
    <div className="flex gap-3.5 px-4 py-2.5 pane:px-5">
      <time
        dateTime={entry.at}
        title={fullTime(at)}
        className="tabular w-16 shrink-0 whitespace-nowrap text-[13px] leading-5 text-ink-3"
      >
        {clockTime(at)}
      </time>
      <div className="min-w-0 grow">
        <p className="text-[14px] leading-5 wrap-anywhere">
          <span className={isGrave(type) ? 'font-medium text-warn-ink' : 'font-medium'}>{auditWords[type]}</span>
          <People entry={entry} />
        </p>
        <p className="text-[13px] leading-[18px] wrap-anywhere text-ink-2" title={userAgent ?? undefined}>
          {[...facts, address].filter(Boolean).join(' · ') || 'no address known'}
        </p>
      </div>
    </div>
  );
}

function People({ entry: { actor, subject } }: { entry: AuditEntry }) {
  const name = (person: AuditEntry['actor']) => (person?.username ? `@${person.username}` : 'somebody gone');
  if (!actor && !subject) return null;
  const about = subject && subject.id !== actor?.id ? name(subject) : null;
  return (
    <span className="text-ink-2">
      {actor ? ` by ${name(actor)}` : ''}
      {about ? ` for ${about}` : ''}
    </span>
  );
}
