import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MaxLength, MinLength, ValidateBy } from 'class-validator';

// What takes no ink by Unicode's own list, and the empty Braille cell, which is not on it.
const invisible = String.raw`\p{Default_Ignorable_Code_Point}\u2800`;
const visible = new RegExp(String.raw`[^\s\p{Cc}${invisible}]`, 'u');

// Scripts and emoji are written with joiners, variation selectors and tags; beside something visible they may stand.
const joining = String.raw`[\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}]`;

// Controls, and the invisible and direction-changing characters with which a name can pretend to be another one.
const unseemly = new RegExp(String.raw`(?!${joining})[\p{Cc}\p{Cs}${invisible}]`, 'u');

// Beside letters that never need one, a joiner only makes a name that looks like another; digits take it as a keycap.
const misplaced = new RegExp(
  String.raw`(?:^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d\s])${joining}(?!\u20e3)|[\u200c\u200d]{2}`,
  'u',
);

// Marks piled up until they cover the lines around. No writing needs five in a row.
const piled = /[\p{Mn}\p{Me}]{5}/u;

const isSeemly = (text: string): boolean => !unseemly.test(text) && !misplaced.test(text) && !piled.test(text);

/** Nothing of it can be seen. */
export const isBlank = (text: string): boolean => !visible.test(text);

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
        validate: (value: unknown) => typeof value === 'string' && isSeemly(value) && !isBlank(value),
        defaultMessage: () => 'holds characters that cannot be seen, or marks piled up',
      },
    }),
  );

/** A longer text for people to read, of several lines, or empty. */
export const ManyLines = (max: number) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().normalize('NFC') : value)),
    IsString(),
    MaxLength(max),
    ValidateBy({
      name: 'manyLines',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.split(/\r?\n/).every(isSeemly),
        defaultMessage: () => 'holds characters that cannot be seen, or marks piled up',
      },
    }),
  );

/** Words in letters of two of these scripts at once: an imitation of a name more often than a name. */
const letters = { latin: /\p{Script=Latin}/u, greek: /\p{Script=Greek}/u, cyrillic: /\p{Script=Cyrillic}/u };

const mixesScripts = (text: string): boolean =>
  text.split(/[^\p{L}\p{M}]+/u).some((word) => Object.values(letters).filter((script) => script.test(word)).length > 1);

/** Whether a person may be called so, where nobody typed it. */
export const isPersonName = (text: string): boolean => isSeemly(text) && !isBlank(text) && !mixesScripts(text);

/** What a person is called. */
export const PersonName = (max: number) =>
  applyDecorators(
    OneLine(1, max),
    ValidateBy({
      name: 'personName',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && !mixesScripts(value),
        defaultMessage: () => 'mixes the letters of several scripts in one word',
      },
    }),
  );
