import { ValidateIf } from 'class-validator';

/** May be left out. Not null: the library's own decorator lets null pass unchecked, and a default is only for what is missing. */
export const Optional = () => ValidateIf((_, value: unknown) => value !== undefined);
