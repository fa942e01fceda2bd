/** Every list on the wire. `nextCursor` is opaque; `null` means the end. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
