import { splitLinks } from '@parley/contracts';
import { showPerson } from '../../../lib/shown-person.store';
import { classes } from '../../../ui/classes';
import { Anchor } from './anchor';
import { splitNames } from './named';
import type { Named, NamedOf } from './use-named';

interface WordsProps {
  text: string;
  named: NamedOf;
  /** Inside a link nothing else can be followed. */
  linked?: boolean;
}

/** What was typed, with the people it names and the addresses in it. */
export function Words({ text, named, linked = false }: WordsProps) {
  return splitNames(text, (name) => named(name) !== null).map((part, index) => {
    const who = part.kind === 'name' ? named(part.name) : null;
    if (who) return <Chip key={index} who={who} still={linked} />;
    return linked ? part.text : <Addresses key={index} text={part.text} />;
  });
}

function Addresses({ text }: { text: string }) {
  return splitLinks(text).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <Anchor key={index} href={part.href} words={part.text}>
        {part.text}
      </Anchor>
    ),
  );
}

const chip = 'inline rounded-chip px-1 py-px font-medium box-decoration-clone text-left';

function Chip({ who, still }: { who: Named; still: boolean }) {
  const { id, label, mine } = who;
  const look = classes(chip, mine ? 'bg-warn-soft text-warn-ink' : 'bg-accent-soft text-accent-ink');
  if (id === null || still) return <span className={look}>{label}</span>;
  return (
    <button type="button" dir="auto" className={classes(look, 'hover:underline')} onClick={() => showPerson(id)}>
      {label}
    </button>
  );
}
