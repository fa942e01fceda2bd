import { MenuAt, MenuItem, MenuLine } from '../../../ui/menu';
import { listedActs } from './act-list';
import type { MessageAct } from './possible-acts';

interface ActMenuProps {
  at: { x: number; y: number };
  byKeyboard: boolean;
  label: string;
  possible: ReadonlySet<MessageAct>;
  onAct: (act: MessageAct) => void;
  onClose: () => void;
  onReturn: () => void;
}

export function ActMenu({ at, byKeyboard, label, possible, onAct, onClose, onReturn }: ActMenuProps) {
  const shown = listedActs.filter(({ act }) => possible.has(act));
  const careful = shown.filter((one) => one.careful);
  const plain = shown.filter((one) => !one.careful);
  const item = ({ act, icon, label: words, careful: isCareful }: (typeof shown)[number]) => (
    <MenuItem key={act} icon={icon} careful={isCareful ?? false} onSelect={() => onAct(act)}>
      {words}
    </MenuItem>
  );
  return (
    <MenuAt at={at} atFirst={byKeyboard} label={label} onClose={onClose} onReturn={onReturn}>
      {plain.map(item)}
      {plain.length > 0 && careful.length > 0 ? <MenuLine /> : null}
      {careful.map(item)}
    </MenuAt>
  );
}
