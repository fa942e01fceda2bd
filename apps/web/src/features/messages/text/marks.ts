/** Anything a parser of Markdown could see something in; most messages have none of it and need no parser. */
const anyMark = /[*_~`\\[|#<>]|^\s*(?:[-+]|\d{1,9}[.)])\s|^\s*-{3}/m;

export function hasMarks(text: string): boolean {
  return anyMark.test(text);
}

const emoji = new RegExp(String.raw`^(?:\p{RGI_Emoji}\s*){1,6}$`, 'v');

/** A few emoji and nothing else: they are the message, and may be seen. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= 120 && emoji.test(text);
}
