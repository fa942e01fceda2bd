import { Panel, PanelPart } from '../../ui/panel';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/icon';
import { useTheme } from './theme.store';
import { themes } from './themes';

export function AppearanceSection() {
  const { theme, choose } = useTheme();
  return (
    <Panel title="Theme" lead="On this device. More contrast comes by itself where your system asks for it.">
      <PanelPart>
        <fieldset className="grid gap-3 pane:grid-cols-3">
          <legend className="sr-only">Theme</legend>
          {themes.map(({ value, label, icon }) => (
            <label
              key={value}
              className={classes(
                'flex cursor-pointer flex-col gap-3 rounded-[13px] border p-3 transition-colors duration-(--quick) has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
                theme === value ? 'border-accent bg-accent-soft' : 'border-edge hover:bg-hover',
              )}
            >
              <Sketch look={value} />
              <span className="flex items-center gap-2 text-[14px] font-medium">
                <input
                  type="radio"
                  name="theme"
                  value={value}
                  checked={theme === value}
                  onChange={() => choose(value)}
                  className="sr-only"
                />
                <Icon of={icon} size={18} className="text-ink-2" />
                {label}
              </span>
            </label>
          ))}
        </fieldset>
      </PanelPart>
    </Panel>
  );
}

/** The page in small, as it would look. */
function Sketch({ look }: { look: 'light' | 'dark' | 'system' }) {
  if (look !== 'system') return <Half look={look} className="rounded-control" />;
  return (
    <span aria-hidden className="grid grid-cols-2">
      <Half look="light" className="rounded-l-control" />
      <Half look="dark" className="rounded-r-control" />
    </span>
  );
}

function Half({ look, className }: { look: 'light' | 'dark'; className: string }) {
  return (
    <span
      aria-hidden
      style={{ colorScheme: look }}
      className={classes('flex h-20 gap-2 overflow-hidden border border-line bg-bg p-2', className)}
    >
      <span className="w-1/4 rounded-chip bg-side" />
      <span className="flex grow flex-col gap-1.5 pt-1">
        <span className="h-2 w-3/5 rounded-chip bg-ink-3" />
        <span className="h-2 w-4/5 rounded-chip bg-line" />
        <span className="h-2 w-2/5 rounded-chip bg-accent" />
      </span>
    </span>
  );
}
