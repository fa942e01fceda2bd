export interface Emoji {
  emoji: string;
  label: string;
  group: number;
  /** As it is typed between colons: `tada`. */
  names: readonly string[];
  tags: readonly string[];
  /** From light to dark; empty where there are none. */
  skins: readonly string[];
}

export interface EmojiList {
  groups: readonly { index: number; label: string }[];
  emoji: readonly Emoji[];
}

/** As the build packs it; see emoji-data.mjs. */
export interface PackedEmoji {
  groups: [order: number, label: string][];
  rows: [emoji: string, label: string, group: number, names: string, tags: string, skins: string][];
}

const words = (text: string) => (text === '' ? [] : text.split(' '));

function unpack({ groups, rows }: PackedEmoji): EmojiList {
  return {
    groups: groups.map(([index, label]) => ({ index, label })),
    emoji: rows.map(([emoji, label, group, names, tags, skins]) => ({
      emoji,
      label,
      group,
      names: words(names),
      tags: words(tags),
      skins: words(skins),
    })),
  };
}

let loading: Promise<EmojiList> | null = null;

/** Fetched when somebody first needs it: 60 KB that few visits do. A failure is tried again. */
export function loadEmoji(): Promise<EmojiList> {
  loading ??= import('virtual:emoji').then(
    (module) => unpack(module.default),
    (cause: unknown) => {
      loading = null;
      throw cause;
    },
  );
  return loading;
}
