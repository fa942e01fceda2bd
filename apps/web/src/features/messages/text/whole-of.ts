import { ParleyError, type WholeTexts } from '@parley/client';
import type { Message } from '@parley/contracts';

/** All that a message says: of a large one it is fetched. Throws when it did not come. */
export function wholeOf(texts: WholeTexts, message: Message): Promise<string> {
  if (!message.large) return Promise.resolve(message.text);
  return new Promise((resolve, reject) => {
    const look = () => {
      const whole = texts.get(message);
      if (whole?.state === 'ready') resolve(whole.text);
      if (whole?.state === 'error') reject(new ParleyError(whole.error.code, whole.error.message));
      if (whole?.state === 'ready' || whole?.state === 'error') leave();
    };
    const leave = texts.subscribe(look);
    // What failed before is asked for again.
    texts.load(message);
    look();
  });
}
