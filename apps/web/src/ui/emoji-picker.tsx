import {
  EmojiPicker as Picker,
  type EmojiDataResolver,
  type EmojiPickerListCategoryHeaderProps,
  type EmojiPickerListEmojiProps,
  type EmojiPickerListRowProps,
} from 'frimousse';
import { Popover } from 'radix-ui';
import { useRef, type AriaAttributes } from 'react';
import { loadEmoji, type Emoji } from '../lib/emoji/emoji';
import { hasFinePointer } from '../lib/pointer';
import { classes } from './classes';
import { Sheet } from './sheet';

interface EmojiPickerProps {
  /** What was pressed: it opens beside that, and gives the focus back to it. */
  from: HTMLElement;
  /** Chosen lately, or mostly chosen. */
  recent: readonly string[];
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** Beside what was pressed; for fingers from the lower edge. */
export function EmojiPicker({ from, recent, onPick, onClose }: EmojiPickerProps) {
  const anchor = useRef(from);
  if (!hasFinePointer()) {
    return (
      <Sheet label="Emoji" onClose={onClose}>
        <Chooser recent={recent} onPick={onPick} columns={8} />
      </Sheet>
    );
  }
  return (
    <Popover.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal container={document.querySelector('main')}>
        <Popover.Content
          aria-label="Emoji"
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          className="rise z-50 rounded-[16px] border border-line bg-raise p-2 shadow-float"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            from.focus();
          }}
        >
          <Chooser recent={recent} onPick={onPick} columns={9} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type ChooserProps = Pick<EmojiPickerProps, 'recent' | 'onPick'> & { columns: number };

const cell = 'emoji grid size-9 pointer-coarse:size-11 place-items-center rounded-[9px] text-[22px] leading-none';

function Chooser({ recent, onPick, columns }: ChooserProps) {
  return (
    <Picker.Root
      columns={columns}
      resolveEmojiData={resolve}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
      className="flex h-[372px] w-fit flex-col pointer-coarse:mx-auto"
    >
      <Picker.Search
        aria-label="Search emoji"
        placeholder="Search emoji"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for, and this is what one does in it
        autoFocus={hasFinePointer()}
        className="h-10 shrink-0 rounded-control border border-edge bg-bg px-3 text-[16px] text-ink outline-none placeholder:text-ink-3 focus:border-accent pane:text-[14px]"
      />
      <div role="group" aria-label="Recent" className="flex shrink-0 border-b border-line py-1">
        {recent.slice(0, columns).map((emoji) => (
          <button key={emoji} type="button" className={classes(cell, 'hover:bg-hover')} onClick={() => onPick(emoji)}>
            {emoji}
          </button>
        ))}
      </div>
      <Picker.Viewport
        aria-label="All emoji"
        role="group"
        // A scrolling area must be reachable by keyboard: the cells within are not, one walks them from the search.
        tabIndex={0}
        className="scroll-thin min-h-0 grow overflow-y-auto -outline-offset-2"
      >
        <Picker.Loading className="breathe grid h-full place-items-center text-[13px] text-ink-2">
          Loading emoji
        </Picker.Loading>
        <Picker.Empty className="grid h-full place-items-center px-6 text-center text-[13px] text-ink-2">
          {({ search }) => `No emoji is called “${search}”.`}
        </Picker.Empty>
        <Picker.List className="pb-1" components={{ CategoryHeader, Row, Emoji: Cell }} />
      </Picker.Viewport>
    </Picker.Root>
  );
}

function CategoryHeader({ category, ...rest }: EmojiPickerListCategoryHeaderProps) {
  return (
    <div
      {...rest}
      className="bg-raise px-1.5 pt-2 pb-1 text-[12.5px] leading-4 font-medium text-ink-2 first-letter:uppercase"
    >
      {category.label}
    </div>
  );
}

/** The library counts from 0, where the standard counts from 1, and finds rows by that number: only the 0 goes. */
function Row({ children, 'aria-rowindex': at, ...rest }: EmojiPickerListRowProps & AriaAttributes) {
  return (
    <div {...rest} aria-rowindex={at === 0 ? undefined : at}>
      {children}
    </div>
  );
}

function Cell({ emoji, 'aria-colindex': at = 0, ...rest }: EmojiPickerListEmojiProps & AriaAttributes) {
  return (
    <button
      {...rest}
      type="button"
      role="gridcell"
      title={emoji.label}
      aria-colindex={at + 1}
      className={classes(cell, 'data-[active]:bg-hover')}
    >
      {emoji.emoji}
    </button>
  );
}

/** Our own data: the picker would fetch it from a stranger's server. */
const resolve: EmojiDataResolver = async (locale) => {
  const { groups, emoji } = await loadEmoji();
  return { locale, categories: [...groups], emojis: emoji.map(entry), skinTones };
};

const skinTones = {
  light: 'Light',
  'medium-light': 'Medium light',
  medium: 'Medium',
  'medium-dark': 'Medium dark',
  dark: 'Dark',
};

function entry({ emoji, label, group, names, tags, skins }: Emoji) {
  const [light, mediumLight, medium, mediumDark, dark] = skins;
  const tones =
    light && mediumLight && medium && mediumDark && dark
      ? { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark }
      : undefined;
  return { emoji, label, category: group, version: 1, tags: [...names, ...tags], skins: tones };
}
