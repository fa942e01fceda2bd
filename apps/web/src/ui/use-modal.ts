import { useEffect, type RefObject } from 'react';

/**
 * The browser's own modal: it keeps the focus inside, hears Escape and gives the focus back. Libraries inject a <style>
 * to stop the page from scrolling, which our policy refuses.
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, [dialog]);
  useEffect(() => {
    const element = dialog.current;
    const cancel = (event: Event) => {
      event.preventDefault();
      onClose();
    };
    const press = (event: MouseEvent) => event.target === element && onClose();
    element?.addEventListener('cancel', cancel);
    element?.addEventListener('mousedown', press);
    return () => {
      element?.removeEventListener('cancel', cancel);
      element?.removeEventListener('mousedown', press);
    };
  }, [dialog, onClose]);
}
