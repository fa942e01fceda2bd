-- oldest: 0.1.0

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "sign_in_epoch" INTEGER NOT NULL DEFAULT 0;
