import { useSyncExternalStore } from 'react';
import type { Block } from './tree';

type Parse = (text: string) => Block[] | null;

let parse: Parse | null = null;
let coming: Promise<void> | null = null;
const waiting = new Set<() => void>();

/** Most messages need no parser, and no page waits for it. */
function fetchParser(): void {
  coming ??= import('./parse').then(
    (loaded) => {
      ({ parse } = loaded);
      for (const tell of waiting) tell();
    },
    () => {
      coming = null;
    },
  );
}

function subscribe(fn: () => void): () => void {
  waiting.add(fn);
  if (!parse) fetchParser();
  return () => {
    waiting.delete(fn);
  };
}

const current = (): Parse | null => parse;
const none = () => () => undefined;

/** Null until it is there. */
export function useParser(needed: boolean): Parse | null {
  return useSyncExternalStore(needed ? subscribe : none, current);
}
