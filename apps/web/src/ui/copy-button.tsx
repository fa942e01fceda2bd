import { Check, Copy } from 'lucide-react';
import { useEffect, useState, type ComponentProps } from 'react';
import { announce } from './announcer';
import { Button } from './button';
import { Icon } from './icon';

const shownMs = 2_000;

interface CopyButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'children'> {
  text: string;
  label: string;
}

/** Copies on demand, and says for a moment how that went. */
export function useCopied(text: string) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), shownMs);
    return () => clearTimeout(timer);
  }, [state]);
  const put = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      announce('Copied.');
    } catch {
      // No clipboard without HTTPS: the words stay selectable.
      setState('refused');
      announce('This browser does not let us copy. Select the text instead.');
    }
  };
  return { state, copy: () => void put() };
}

export function CopyButton({ text, label, ...rest }: CopyButtonProps) {
  const { state, copy } = useCopied(text);
  const words = { idle: label, copied: 'Copied', refused: 'Select it instead' }[state];
  return (
    <Button {...rest} onClick={copy}>
      <Icon of={state === 'copied' ? Check : Copy} size={17} />
      {words}
    </Button>
  );
}
