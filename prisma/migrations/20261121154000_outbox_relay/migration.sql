-- oldest: 0.1.0

-- Rows leave the outbox when a broker has them, so all that are there are unsent: what marked and found them is not needed.
DROP INDEX "outbox_unsent_idx";
ALTER TABLE "outbox" DROP COLUMN "sent_at", ADD COLUMN "queue" TEXT;

-- A queue is small and lives by being vacuumed: without this it would wait for a fifth of its largest size.
ALTER TABLE "outbox" SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE "dead_letters" (
    "id" BIGSERIAL NOT NULL,
    "queue" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "topic" TEXT,
    "payload" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "parked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_letters_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "dead_letters_queue_message_id_key" ON "dead_letters"("queue", "message_id");
