import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MaxLength, MinLength, ValidateBy } from 'class-validator';

// Controls, and the invisible and direction-changing characters with which a name can pretend to be another one.
const unseemly =
  /\u034f|[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/u;

/** A string that is valid Unicode and holds no NUL, which PostgreSQL cannot keep. */
export const IsWellFormed = () =>
  ValidateBy({
    name: 'isWellFormed',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && value.isWellFormed() && !value.includes('\0'),
      defaultMessage: () => 'is not valid text',
    },
  });

/** A short text for people to read: trimmed, composed (NFC), one line, nothing invisible. */
export const OneLine = (min: number, max: number) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().normalize('NFC') : value)),
    IsString(),
    MinLength(min),
    MaxLength(max),
    ValidateBy({
      name: 'oneLine',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && !unseemly.test(value),
        defaultMessage: () => 'holds characters that cannot be seen',
      },
    }),
  );
