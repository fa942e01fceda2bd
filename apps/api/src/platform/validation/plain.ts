/** What changes how the text around it reads, or is not seen: joiners and variation selectors stay, as writing needs them. */
const unseen = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const white = /[\s\u2028\u2029]+/gu;
/** More than any writing needs: they would cover the lines around. */
const piled = /(\p{M}{4})\p{M}+/gu;

/** What a stranger wrote, made fit to be shown in one line of at most so many characters; null when nothing is left. */
export function seemlyLine(text: string, max: number): string | null {
  const line = text
    // Bounds the work; what is left out is more than fits.
    .slice(0, max * 20)
    .normalize('NFC')
    .replace(white, ' ')
    .replace(unseen, '')
    .replace(piled, '$1')
    .trim();
  if (line === '') return null;
  const characters = [...line];
  return characters.length <= max
    ? line
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}
