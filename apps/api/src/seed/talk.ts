import type { Username } from './people';
import type { Dialogue } from './texts/dialogue';

export interface Talk {
  kind: 'direct' | 'group' | 'room';
  visibility: 'private' | 'public';
  /** Of a direct talk: what the generator knows it by; people see each other's names. */
  name: string;
  /** The first one makes it, and so owns it. */
  members: readonly Username[];
  /** Those who speak, where not everybody does. */
  speakers?: readonly Username[];
  dialogues: readonly Dialogue[];
  /** How much is said here, compared with the others. */
  weight: number;
  /** What was said last, and how many minutes ago. */
  ending: readonly (readonly [Username, string])[];
  endedMinutesAgo: number;
  /** What Eli has not read yet. */
  unread?: number;
}
