import { useEffect, useRef } from 'react';
import { hasFinePointer } from '../../lib/pointer';

/** The first field of a page that is nothing but a form. */
export function useFocusAtOpen() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (hasFinePointer()) field.current?.focus();
  }, []);
  return field;
}
