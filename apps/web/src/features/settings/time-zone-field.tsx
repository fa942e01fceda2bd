import { useNow } from '../../lib/now';
import { zoneClock } from '../../lib/zone-clock';
import { TextButton } from '../../ui/button';
import { Select } from '../../ui/select';

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function TimeZoneField({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const time = useNow();
  const zones = Intl.supportedValuesOf('timeZone');
  const all = value === '' || zones.includes(value) ? zones : [value, ...zones];
  const now = value === '' ? null : zoneClock(value, time);
  const mine = here();
  const hint =
    value === '' && mine ? (
      <>
        This device is in {mine.replaceAll('_', ' ')}.{' '}
        <TextButton className="text-[13px]" onClick={() => onChange(mine)}>
          Use that
        </TextButton>
      </>
    ) : (
      now && `It is ${now} there.`
    );
  return (
    <Select
      label="Time zone"
      name="timeZone"
      value={value}
      hint={hint}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Not told</option>
      {all.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </Select>
  );
}
