-- oldest: 0.1.0

CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "useful_until" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "mails_useful_until_idx" ON "mails"("useful_until");

ALTER TABLE "dead_letters" ADD COLUMN "readable" BOOLEAN NOT NULL DEFAULT false;

-- By an id that can stand in an address. Nothing has been parked yet.
ALTER TABLE "dead_letters" DROP COLUMN "id", ADD COLUMN "id" UUID NOT NULL, ADD CONSTRAINT "dead_letters_pkey" PRIMARY KEY ("id");
