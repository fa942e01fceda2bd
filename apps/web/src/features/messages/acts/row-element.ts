/** The row on screen, for the focus; null when it was scrolled away. */
export function rowElement(clientId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-message="${CSS.escape(clientId)}"]`);
}
