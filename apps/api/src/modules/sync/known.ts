/** Rows of many conversations in the order they were asked for, read only as far as they fill an answer. */
interface Reading<Row> {
  rows: Row[];
  bytesOf: (row: Row) => number;
  budget: number;
}

/**
 * Up to which rev the rows tell each conversation everything. Reading kept every row that began below the budget: rows
 * that come to less left nothing out; otherwise nothing is known beyond the last one. That last one may have been the
 * end by chance: then the next question finds nothing more, which costs less than counting what was not read.
 */
export function knownUpTo<Row extends { conversationId: string; rev: number }>(
  asked: { conversationId: string; after: number; upTo: number }[],
  { rows, bytesOf, budget }: Reading<Row>,
): Map<string, number> {
  const last = rows.at(-1);
  const isWhole = !last || rows.reduce((sum, row) => sum + bytesOf(row), 0) < budget;
  const lastPlace = isWhole
    ? asked.length
    : asked.findIndex(({ conversationId }) => conversationId === last.conversationId);
  return new Map(
    asked.map(({ conversationId, after, upTo }, place) => {
      if (place < lastPlace) return [conversationId, upTo];
      return [conversationId, place === lastPlace && last ? last.rev : after];
    }),
  );
}
