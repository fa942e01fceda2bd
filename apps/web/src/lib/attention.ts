import { useSyncExternalStore } from 'react';

/** Somebody is really looking: a message is read when it was on a screen with eyes before it, not in a hidden tab. */
function attending(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribe(fn: () => void): () => void {
  window.addEventListener('focus', fn);
  window.addEventListener('blur', fn);
  document.addEventListener('visibilitychange', fn);
  return () => {
    window.removeEventListener('focus', fn);
    window.removeEventListener('blur', fn);
    document.removeEventListener('visibilitychange', fn);
  };
}

export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, attending);
}
