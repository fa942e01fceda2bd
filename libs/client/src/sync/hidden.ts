/**
 * What this person deleted for themselves where there is no copy to know it. It is told once, and events of those messages go on
 * coming: whoever did not know it would show them again.
 */
export class Hidden {
  private readonly byConversation = new Map<string, Set<number>>();

  add(conversationId: string, seqs: Iterable<number>): void {
    const known = this.byConversation.get(conversationId) ?? [];
    const all = new Set([...known, ...seqs]);
    if (all.size > 0) this.byConversation.set(conversationId, all);
  }

  /** There is a copy now, which knows it from here on. */
  take(conversationId: string): Iterable<number> {
    const seqs = this.byConversation.get(conversationId) ?? [];
    this.byConversation.delete(conversationId);
    return seqs;
  }

  clear(): void {
    this.byConversation.clear();
  }

  all(): [string, number[]][] {
    return [...this.byConversation].map(([id, seqs]) => [id, [...seqs]]);
  }
}
