-- oldest: 0.1.0

-- A conversation that somebody else holds may not hold up those that are in the same batch: its sends wait aside. Two nodes that
-- write to one at the same moment wait for each other for a commit, which is far less.
ALTER FUNCTION send_messages(
  uuid[], uuid[], uuid[], uuid[], text[], int[], uuid[], text[], mention_scope[], jsonb[], int, int
) SET lock_timeout = '250ms';
