/** Hard limits of the wire. Both edges check them; a refusal names the limit in `details`. */
export const limits = {
  /** UTF-8 bytes of a text. */
  textBytes: 1024 * 1024,
  /** UTF-8 bytes of a text that comes whole with its message; a longer one comes as a preview. */
  inlineTextBytes: 4 * 1024,
  /** Characters of a preview. */
  previewChars: 1024,
  /** Whole texts asked for at once … */
  bodiesAtOnce: 20,
  /** … and about the UTF-8 bytes of them in one answer. */
  bodiesBytes: 4 * 1024 * 1024,
  /** UTF-8 bytes of a whole text that is brought to those who look; a longer one they ask for. */
  broughtTextBytes: 128 * 1024,
  /** UTF-8 bytes of one socket frame; a larger one closes the connection. */
  frameBytes: 4 * 1024 * 1024,
  emailLength: 254,
  usernameMin: 3,
  usernameMax: 32,
  nameMax: 80,
  bioMax: 400,
  statusMax: 100,
  serverNameMax: 60,
  /** Of why somebody was suspended. */
  reasonMax: 200,
  passwordMin: 8,
  /** UTF-8 bytes: bcrypt reads no further, so a longer password is refused rather than cut. */
  passwordMaxBytes: 72,
  searchMax: 100,
  /** Invites one person may have open at once. */
  invitesMax: 200,
  /** A year. */
  inviteHoursMax: 8_784,
  inviteUsesMax: 10_000,
  /** People one may have blocked. */
  blocksMax: 1_000,
  /** Sessions one person may have open; the oldest end. */
  sessionsMax: 100,
  pageSize: 50,
  pageMax: 200,
  changesPage: 200,
  changesPageMax: 1000,
  catchUpConversations: 100,
  catchUpBytes: 1024 * 1024,
  /** Unread is exact up to `unreadMax - 1`; `unreadMax` means "more". */
  unreadMax: 1000,
  reactionUsers: 20,
  /** Kinds of reaction one message takes. */
  reactionKinds: 50,
  /** Messages pinned in one conversation. */
  pins: 20,
  /** Messages one person keeps for later. */
  savedMax: 1_000,
  /** UTF-8 bytes of one emoji; the longest that people have takes 35. */
  emojiBytes: 64,
  quoteChars: 200,
  /** Characters of a link that is previewed, and of what is shown of its page. */
  previewUrl: 2_048,
  previewTitle: 200,
  previewDescription: 300,
  previewSite: 80,
  /** People one message names. */
  mentions: 50,
  /** In conversations of more members, `@all` and `@here` are words. */
  everyoneMembers: 500,
  groupMembers: 5_000,
  /** People added to a conversation by one request. */
  membersAtOnce: 100,
  topicMax: 250,
  /** People one socket watches. */
  presenceWatched: 200,
  /** UTF-8 bytes of a draft kept for one's other devices; a longer one stays where it is written. */
  draftBytes: 4 * 1024,
  pinnedConversations: 100,
  /** How long an owner may take a deletion back. */
  deletionGraceDays: 7,
  /** Above this many members, delivered is not kept and read is not told. */
  receiptsFannedOut: 100,
} as const;
