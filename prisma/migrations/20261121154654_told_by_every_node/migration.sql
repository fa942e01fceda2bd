-- oldest: 0.1.0

-- AlterTable
-- With a constant first: a default that is computed would write every row anew, and hold the table meanwhile.
ALTER TABLE "self_changes" ADD COLUMN "changed_xid" xid8 NOT NULL DEFAULT '0';
ALTER TABLE "self_changes" ALTER COLUMN "changed_xid" SET DEFAULT pg_current_xact_id();

-- CreateIndex
CREATE INDEX "conversations_changed_xid_idx" ON "conversations"("changed_xid");

-- CreateIndex
CREATE INDEX "self_changes_changed_xid_idx" ON "self_changes"("changed_xid");
