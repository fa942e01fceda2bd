import { limits } from '@parley/contracts';
import { Field } from '../../ui/field';

interface PlaceFieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  error?: string | undefined;
}

/** What a group or a room is called. */
export function NameField({ onChange, ...field }: PlaceFieldProps) {
  return (
    <Field
      label="Name"
      maxLength={limits.nameMax}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      {...field}
    />
  );
}

export function TopicField({ onChange, ...field }: PlaceFieldProps) {
  return (
    <Field
      label="Topic"
      maxLength={limits.topicMax}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      {...field}
    />
  );
}
