export type Shade = 'word' | 'name' | 'value' | 'string' | 'note';

/** Code that has one colour. */
export interface Piece {
  words: string;
  shade: Shade | null;
}
