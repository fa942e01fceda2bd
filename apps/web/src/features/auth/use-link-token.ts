import { useEffect, useState } from 'react';

/**
 * The secret of a mailed link, `#token=…`: after the hash, because what stands there reaches no server log and no
 * referrer. Taken out of the address at once, or it would stay in the history and in screenshots.
 */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token'));
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  return token === '' ? null : token;
}
