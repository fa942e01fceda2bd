import type { Conversation, NotifyLevel } from '@parley/contracts';
import { Bell, BellOff } from 'lucide-react';
import { isForEver, isMuted, muteSpans } from '../../../lib/mute';
import { useNow } from '../../../lib/now';
import { clockTime, sameDay } from '../../../lib/time';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Menu, MenuItem } from '../../../ui/menu';
import { Select } from '../../../ui/select';
import { SwitchRow } from '../../../ui/switch-row';
import { useOwnActs } from '../acts/use-own-acts';
import { Section } from './section';

const levels: readonly { value: NotifyLevel; label: string }[] = [
  { value: 'all', label: 'Of every message' },
  { value: 'mentions', label: 'When I am mentioned' },
  { value: 'nothing', label: 'Of nothing' },
];

function mutedWords(mutedUntil: string | null, now: number): string {
  if (mutedUntil === null || isForEver(mutedUntil)) return 'Muted for ever';
  const until = new Date(mutedUntil);
  const day = sameDay(until, new Date(now)) ? '' : ' tomorrow';
  return `Muted until${day} ${clockTime(until)}`;
}

/** Nobody else sees any of these. */
export function MySettings({ conversation }: { conversation: Conversation }) {
  const acts = useOwnActs(conversation);
  const now = useNow().getTime();
  const { settings, kind } = conversation;
  const muted = isMuted(settings, now);
  return (
    <Section title="For me">
      {kind === 'direct' ? null : (
        <Select
          label="Tell me"
          value={settings.notify}
          onChange={(event) => {
            const level = levels.find(({ value }) => value === event.target.value);
            if (level) acts.set({ notify: level.value });
          }}
        >
          {levels.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
      <div className="flex min-h-11 items-center gap-2">
        <span className="min-w-0 grow text-[14.5px] leading-5">
          {muted ? mutedWords(settings.mutedUntil, now) : 'Not muted'}
        </span>
        {muted ? (
          <Button className="h-9 px-3 text-[14px]" onClick={acts.unmute}>
            <Icon of={Bell} size={17} />
            Unmute
          </Button>
        ) : (
          <Menu
            trigger={
              <Button className="h-9 px-3 text-[14px]">
                <Icon of={BellOff} size={17} />
                Mute
              </Button>
            }
          >
            {muteSpans.map(({ value, label }) => (
              <MenuItem key={value} icon={BellOff} onSelect={() => acts.mute(value)}>
                {label}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <div className="-mx-4 pane:-mx-5">
        <SwitchRow
          label="Pinned"
          note="Stays at the top of my list."
          on={settings.pinned}
          onChange={(pinned) => acts.set({ pinned })}
        />
        <SwitchRow
          label="Archived"
          note="Out of my list, until I look for it."
          on={settings.archived}
          onChange={(archived) => acts.set({ archived })}
        />
      </div>
    </Section>
  );
}
