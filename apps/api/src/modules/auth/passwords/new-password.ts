import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { limits } from '@parley/contracts';
import { IsString, MinLength, ValidateBy } from 'class-validator';
import { IsWellFormed } from '../../../platform/validation';

/** bcrypt reads 72 bytes; a longer password is refused rather than quietly cut. */
const PasswordFits = () =>
  ValidateBy({
    name: 'passwordFits',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && Buffer.byteLength(value) <= limits.passwordMaxBytes,
      defaultMessage: () => `is longer than ${limits.passwordMaxBytes} bytes`,
    },
  });

/** A password somebody chooses; one that is only shown may be older than the rule. */
export const NewPassword = () =>
  applyDecorators(
    ApiProperty({ minLength: limits.passwordMin, description: `At most ${limits.passwordMaxBytes} bytes` }),
    IsString(),
    MinLength(limits.passwordMin),
    IsWellFormed(),
    PasswordFits(),
  );
