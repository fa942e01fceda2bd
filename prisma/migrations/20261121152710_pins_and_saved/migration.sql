-- oldest: 0.1.0

-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "pinned" JSONB;

-- CreateTable
CREATE TABLE "saved_messages" (
    "user_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "self_rev" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_messages_pkey" PRIMARY KEY ("user_id","message_id")
);

-- CreateIndex
CREATE INDEX "saved_messages_message_id_idx" ON "saved_messages"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_messages_user_id_self_rev_key" ON "saved_messages"("user_id", "self_rev");

-- AddForeignKey
ALTER TABLE "saved_messages" ADD CONSTRAINT "saved_messages_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_messages" ADD CONSTRAINT "saved_messages_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Below: by hand, because Prisma has no words for it.

-- At most twenty of a conversation, however many messages it has.
CREATE INDEX "messages_pinned_idx" ON "messages"("conversation_id") WHERE "pinned" IS NOT NULL;
