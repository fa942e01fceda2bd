/** The only place that knows what rooms are called. */
export const rooms = {
  user: (userId: string) => `u:${userId}`,
  session: (sessionId: string) => `s:${sessionId}`,
  conversation: (conversationId: string) => `c:${conversationId}`,
};
