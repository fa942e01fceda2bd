import { SetMetadata } from '@nestjs/common';

export const steppedUpRoute = 'parley:stepped-up';

/** A sensitive change: only in a session that has just proven again that it is its person's. */
export const SteppedUp = () => SetMetadata(steppedUpRoute, true);
