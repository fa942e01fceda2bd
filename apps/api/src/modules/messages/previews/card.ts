import { type LinkPreview, limits } from '@parley/contracts';
import { seemlyLine } from '../../../platform/validation';

/** What a page says of itself. */
export type Card = Omit<LinkPreview, 'url'>;

/** What is kept of a message's link: its card, or null where its author took that away. */
export interface StoredPreview {
  url: string;
  card: Card | null;
}

/** The topic of a hint that a message has a link whose page nobody has read. */
export const linkFound = 'link.found';

/** Fit to be shown; null without a title. */
export function cardOf(said: Partial<Record<keyof Card, unknown>>): Card | null {
  const line = (value: unknown, max: number) => (typeof value === 'string' ? seemlyLine(value, max) : null);
  const title = line(said.title, limits.previewTitle);
  if (title === null) return null;
  const description = line(said.description, limits.previewDescription);
  return { title, description, siteName: line(said.siteName, limits.previewSite) };
}
