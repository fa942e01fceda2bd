/** The only place that knows what rooms are called. */
export const rooms = {
  user: (userId: string) => `u:${userId}`,
  session: (sessionId: string) => `s:${sessionId}`,
  /** Members who may read the whole history, and those who read from joining on: they hear of old messages differently. */
  whole: (conversationId: string) => `c:${conversationId}`,
  window: (conversationId: string) => `w:${conversationId}`,
  /** Those who have it on screen now. */
  looking: (conversationId: string) => `l:${conversationId}`,
  /** Those of them who wish whole texts. */
  texts: (conversationId: string) => `t:${conversationId}`,
  /** Whose room it is that they hear things in. */
  read: (room: string): { userId?: string; conversationId?: string } => {
    const [kind, id] = [room.slice(0, 2), room.slice(2)];
    if (kind === 'u:') return { userId: id };
    return kind === 'c:' || kind === 'w:' ? { conversationId: id } : {};
  },
};
