import { applyDecorators } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { Transform } from 'class-transformer';
import { MaxLength, ValidateBy, isEmail } from 'class-validator';

/** One spelling an address: what reaches the same person is the same. */
export const normaliseEmail = (given: string): string => given.trim().normalize('NFKC').toLowerCase();

// A quoted local part may hold commas, spaces and at signs, and programs on the way disagree about where it ends.
const plain = /^[^\s"(),:;<>[\]\\\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+$/u;

/** What a request says, before it is looked at: normalised first, since a full-width comma or at sign becomes a real one. */
export const givenEmail = (value: unknown): unknown =>
  typeof value === 'string' && value.length <= 4 * limits.emailLength ? normaliseEmail(value) : value;

export const EmailAddress = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => givenEmail(value)),
    MaxLength(limits.emailLength),
    ValidateBy({
      name: 'emailAddress',
      validator: {
        // In this order: the library throws where half a character stands.
        validate: (value: unknown) => typeof value === 'string' && plain.test(value) && isEmail(value),
        defaultMessage: () => 'is not an e-mail address',
      },
    }),
  );
