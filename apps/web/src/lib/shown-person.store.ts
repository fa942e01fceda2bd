import { create } from 'zustand';

/** Whose card lies over the page. Anything that draws a person can ask for it without knowing who shows it. */
export const useShownPerson = create<{ id: string | null }>()(() => ({ id: null }));

export function showPerson(id: string | null): void {
  useShownPerson.setState({ id });
}
