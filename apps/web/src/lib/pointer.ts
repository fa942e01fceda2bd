/** A mouse or a pen: a field may take the focus by itself. With fingers, that would raise the keyboard over the page. */
export function hasFinePointer(): boolean {
  return window.matchMedia('(pointer: fine)').matches;
}
