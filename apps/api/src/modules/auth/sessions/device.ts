import { parse } from 'bowser';

const longest = 60;

/** A device in words for people, "Firefox on Linux". What a program says of itself may be a lie: it is only shown. */
export function deviceWords(userAgent: string | null): string {
  if (!userAgent?.trim()) return 'Unknown device';
  const { browser, os } = parse(userAgent);
  const words = [browser.name, os.name].filter(Boolean).join(' on ');
  return (words || userAgent.trim()).slice(0, longest);
}
