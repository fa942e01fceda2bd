/** A ref for what is to have the focus when its dialog opens: React's own `autoFocus` acts before there is a dialog. */
export function firstFocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '');
}
