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

export function CopyButton({ text, label, ...rest }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), shownMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
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
  const words = { idle: label, copied: 'Copied', refused: 'Select it instead' }[state];
  return (
    <Button {...rest} onClick={() => void copy()}>
      <Icon of={state === 'copied' ? Check : Copy} size={17} />
      {words}
    </Button>
  );
}
