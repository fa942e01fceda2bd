import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { Field } from './field';
import { Icon } from './icon';

/** A password one may look at while choosing it. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, 'type' | 'trailing'>) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <button
          type="button"
          aria-label="Show what is typed"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="touch grid size-9 place-items-center rounded-[9px] text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Icon of={shown ? EyeOff : Eye} size={18} />
        </button>
      }
    />
  );
}
