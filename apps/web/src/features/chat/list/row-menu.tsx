import { may, type Conversation } from '@parley/contracts';
import { Archive, ArchiveRestore, Bell, BellOff, LogOut, MailCheck, MailQuestion, Pin, PinOff } from 'lucide-react';
import { isMuted, muteSpans } from '../../../lib/mute';
import { useNow } from '../../../lib/now';
import { MenuAt, MenuItem, MenuLine, MenuSub } from '../../../ui/menu';
import { useOwnActs } from '../acts/use-own-acts';
import type { AskedMenu } from '../../../lib/use-asked-menu';

interface RowMenuProps {
  conversation: Conversation;
  asked: AskedMenu;
  onLeave: () => void;
  onClose: () => void;
}

export function RowMenu({ conversation, asked, onLeave, onClose }: RowMenuProps) {
  const acts = useOwnActs(conversation);
  const muted = isMuted(conversation.settings, useNow().getTime());
  const { id, unread, role, settings, name } = conversation;
  const waiting = unread > 0 || settings.markedUnread;
  const toRow = () => document.querySelector<HTMLElement>(`[data-conversation="${id}"]`)?.focus();
  return (
    <MenuAt
      at={asked.at}
      atFirst={asked.by === 'keyboard'}
      label={`Options for ${name}`}
      onClose={onClose}
      onReturn={toRow}
    >
      <MenuItem icon={settings.pinned ? PinOff : Pin} onSelect={() => acts.set({ pinned: !settings.pinned })}>
        {settings.pinned ? 'Unpin' : 'Pin to the top'}
      </MenuItem>
      {muted ? (
        <MenuItem icon={Bell} onSelect={acts.unmute}>
          Unmute
        </MenuItem>
      ) : (
        <MenuSub icon={BellOff} label="Mute">
          {muteSpans.map(({ value, label }) => (
            <MenuItem key={value} icon={BellOff} onSelect={() => acts.mute(value)}>
              {label}
            </MenuItem>
          ))}
        </MenuSub>
      )}
      {waiting ? (
        <MenuItem icon={MailCheck} onSelect={acts.markRead}>
          Mark as read
        </MenuItem>
      ) : (
        <MenuItem icon={MailQuestion} onSelect={() => acts.set({ markedUnread: true })}>
          Mark as unread
        </MenuItem>
      )}
      <MenuItem
        icon={settings.archived ? ArchiveRestore : Archive}
        onSelect={() => acts.set({ archived: !settings.archived })}
      >
        {settings.archived ? 'Take out of the archive' : 'Archive'}
      </MenuItem>
      {may(role, 'leave', conversation) ? (
        <>
          <MenuLine />
          <MenuItem icon={LogOut} careful onSelect={onLeave}>
            Leave…
          </MenuItem>
        </>
      ) : null}
    </MenuAt>
  );
}
