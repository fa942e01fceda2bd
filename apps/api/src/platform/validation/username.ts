import { isReservedUsername, isUsername, limits, normaliseUsername } from '@parley/contracts';
import { ValidateBy, type ValidationArguments } from 'class-validator';

const usernameOf = (value: unknown): string =>
  typeof value === 'string' && value.length <= 4 * limits.usernameMax ? normaliseUsername(value) : '';

/** A name that could be somebody's, in any spelling of it; whoever takes it normalises it. */
export const Username = () =>
  ValidateBy({
    name: 'username',
    validator: {
      validate: (value: unknown) => isUsername(usernameOf(value)) && !isReservedUsername(usernameOf(value)),
      defaultMessage: (given?: ValidationArguments) =>
        isUsername(usernameOf(given?.value))
          ? 'is kept for the server itself'
          : 'takes 3 to 32 letters a–z, digits, dots, dashes and underscores',
    },
  });
