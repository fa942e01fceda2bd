import type { LucideIcon } from 'lucide-react';
import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';

const row =
  'touch flex h-9 cursor-pointer items-center gap-2.5 rounded-[9px] px-2.5 text-[14px] text-ink outline-none select-none data-[highlighted]:bg-hover';

/** Inside the page's landmark, or screen readers that walk by landmarks never come across it. */
const inPage = () => document.querySelector('main');

const sheet = 'rise z-50 min-w-52 rounded-[14px] border border-line bg-raise p-1.5 shadow-float';

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
}

/** Not modal: the modal kind injects a <style> element to lock scrolling, which the page's policy refuses. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  // Held here, so that the landmark is looked up when it opens: at the first drawing it is still that of the page before.
  const [open, setOpen] = useState(false);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={inPage()}>
        <DropdownMenu.Content align={align} sideOffset={8} collisionPadding={12} className={sheet}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuAtProps {
  /** Where on the screen it was asked for. */
  at: { x: number; y: number };
  /** Asked for by keyboard: then its first item is the place to be. */
  atFirst: boolean;
  label: string;
  children: ReactNode;
  onClose: () => void;
  /** Puts the focus back; nothing was pressed that could have it. */
  onReturn: () => void;
}

/** After the menu took the focus itself. */
function focusFirst(menu: HTMLElement | null): void {
  requestAnimationFrame(() => menu?.querySelector<HTMLElement>('[role="menuitem"]')?.focus());
}

/** A menu without a button of its own: asked for by a right click, a long press or the keyboard. */
export function MenuAt({ at, atFirst, label, children, onClose, onReturn }: MenuAtProps) {
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DropdownMenu.Trigger asChild tabIndex={-1}>
        <span role="button" className="pointer-events-none fixed" style={{ left: at.x, top: at.y }}>
          <span className="sr-only">{label}</span>
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={inPage()}>
        <DropdownMenu.Content
          ref={atFirst ? focusFirst : undefined}
          align="start"
          sideOffset={4}
          collisionPadding={12}
          className={sheet}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onReturn();
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon: LucideIcon;
  onSelect: () => void;
  children: ReactNode;
  /** What takes something away. */
  careful?: boolean;
}

export function MenuItem({ icon, onSelect, children, careful = false }: MenuItemProps) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={classes(row, careful && 'text-warn-ink')}>
      <Icon of={icon} size={18} className={careful ? undefined : 'text-ink-2'} />
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuSub({ icon, label, children }: { icon: LucideIcon; label: string; children: ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={classes(row, 'data-[state=open]:bg-hover')}>
        <Icon of={icon} size={18} className="text-ink-2" />
        <span className="grow">{label}</span>
        <Icon of={ChevronRight} size={16} className="text-ink-3" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={inPage()}>
        <DropdownMenu.SubContent sideOffset={4} collisionPadding={12} className={sheet}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: { value: T; label: string; icon: LucideIcon }[];
  onChange: (value: T) => void;
}

export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  const pick = (next: string) => {
    const option = options.find((each) => each.value === next);
    if (option) onChange(option.value);
  };
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={pick}>
      <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-[12.5px] font-medium text-ink-3">
        {label}
      </DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={row}>
          <Icon of={option.icon} size={18} className="text-ink-2" />
          <span className="grow">{option.label}</span>
          <DropdownMenu.ItemIndicator>
            <Icon of={Check} size={16} className="text-accent-ink" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="mx-1 my-1.5 h-px bg-line" />;
}
