-- oldest: 0.1.0

-- What transactions wrote that a snapshot did not show: those begun later, and those under way then. Asked once a second by
-- each node. Where many rows were written by one transaction (an import, a migration) the planner takes them all for found
-- and would read the tables whole, so it has no choice here.
CREATE FUNCTION moved_since(p_since pg_snapshot)
RETURNS TABLE (snapshot text, conversations json, people json, readers json)
LANGUAGE sql STABLE
SET enable_seqscan = off
AS $$
  WITH own AS MATERIALIZED (
    SELECT user_id, self_rev, type, key FROM self_changes
    WHERE changed_xid >= pg_snapshot_xmax(p_since) OR changed_xid = ANY (ARRAY(SELECT pg_snapshot_xip(p_since)))
  )
  SELECT pg_current_snapshot()::text,
    (SELECT coalesce(json_agg(json_build_array(id, rev)), '[]') FROM conversations
     WHERE changed_xid >= pg_snapshot_xmax(p_since) OR changed_xid = ANY (ARRAY(SELECT pg_snapshot_xip(p_since)))),
    (SELECT coalesce(json_agg(json_build_array(p.user_id, p.self_rev)), '[]')
     FROM (SELECT user_id, max(self_rev) AS self_rev FROM own GROUP BY user_id) p),
    (SELECT coalesce(json_agg(json_build_array(user_id, key)), '[]') FROM own WHERE type = 'read')
$$;
