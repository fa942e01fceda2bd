import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon } from './icon';

const row =
  'touch flex h-9 cursor-pointer items-center gap-2.5 rounded-[9px] px-2.5 text-[14px] text-ink outline-none select-none data-[highlighted]:bg-hover';

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
}

/** Not modal: the modal kind injects a <style> element to lock scrolling, which the page's policy refuses. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={8}
          collisionPadding={12}
          className="rise z-50 min-w-52 rounded-[14px] border border-line bg-raise p-1.5 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem(props: { icon: LucideIcon; onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item onSelect={props.onSelect} className={row}>
      <Icon of={props.icon} size={18} className="text-ink-2" />
      {props.children}
    </DropdownMenu.Item>
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
