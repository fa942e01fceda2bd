import { limits } from '@parley/contracts';

const encoder = new TextEncoder();

/** The wire counts UTF-8 bytes, not letters: 🎉 is four. */
function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** Negative when the message is too long to be sent. */
export function roomLeft(text: string): number {
  return limits.textBytes - bytesOf(text.trim());
}
