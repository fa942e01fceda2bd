import { Check, CheckCheck, Clock } from 'lucide-react';
import { classes } from './classes';
import { Icon } from './icon';

export type MarkedState = 'pending' | 'sent' | 'delivered' | 'read';

const marks = {
  pending: { icon: Clock, words: 'Waiting to be sent', look: 'text-ink-3' },
  sent: { icon: Check, words: 'Sent', look: 'text-ink-3' },
  delivered: { icon: CheckCheck, words: 'Delivered', look: 'text-ink-3' },
  read: { icon: CheckCheck, words: 'Read', look: 'text-accent-ink' },
} as const;

/** How far a message of mine has come: clock, ✓, ✓✓, accent ✓✓. */
export function StateMark({ state, size = 16 }: { state: MarkedState; size?: number }) {
  const { icon, words, look } = marks[state];
  return (
    <span className={classes('inline-flex shrink-0', look)} title={words}>
      <Icon of={icon} size={state === 'pending' ? size - 2 : size} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
