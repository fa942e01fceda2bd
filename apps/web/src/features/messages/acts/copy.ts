import { wordsFor } from '../../../lib/error-words';
import { toast } from '../../../ui/toast';

/** Begun at the press: browsers refuse the clipboard to whoever comes later, but wait for words that were promised. */
export function copy(text: Promise<string>, words: string): void {
  const done = put(text).then(
    () => words,
    () => 'This browser does not let us copy here. Select the text instead.',
  );
  text.then(
    () => done.then((said) => toast(said)),
    (cause: unknown) => toast(wordsFor(cause)),
  );
}

/** There is no clipboard without HTTPS. */
async function put(text: Promise<string>): Promise<void> {
  const blob = text.then((whole) => new Blob([whole], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
