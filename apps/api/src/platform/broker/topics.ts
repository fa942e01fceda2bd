/** The queues of the house. A handler says which one it reads: slow work (media) must not hold up quick work. */
export const queueNames = ['messages', 'notifications', 'media'] as const;
export type QueueName = (typeof queueNames)[number];

export const isQueueName = (value: unknown): value is QueueName => (queueNames as readonly unknown[]).includes(value);

/** As other programs see them. */
export const queueOf = (name: QueueName): string => `${name}.queue`;

const topic = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/;

export const isTopic = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 100 && topic.test(value);

/** As a topic exchange reads patterns: `*` is one word, `#` any number of them. */
export function matches(pattern: string, name: string): boolean {
  return fits(pattern.split('.'), name.split('.'));
}

function fits([first, ...patterns]: string[], words: string[]): boolean {
  if (first === undefined) return words.length === 0;
  if (first === '#') return fits(patterns, words) || (words.length > 0 && fits([first, ...patterns], words.slice(1)));
  return words.length > 0 && (first === '*' || first === words[0]) && fits(patterns, words.slice(1));
}
