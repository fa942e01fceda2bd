/** How nodes of one installation hear of each other. */
export type Way = 'Redis' | 'the sweep';

export const redisUrl = process.env['PARLEY_CONTRACT_REDIS'] ?? '';

/** Both, where a Redis is at hand; `npm test` says when there is none. */
export const ways: Way[] = redisUrl ? ['the sweep', 'Redis'] : ['the sweep'];
