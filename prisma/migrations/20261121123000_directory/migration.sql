-- oldest: 0.1.0

-- DropIndex
DROP INDEX "users_username_name_idx";

-- CreateTable
CREATE TABLE "former_usernames" (
    "user_id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_usernames_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "former_usernames_username_key" ON "former_usernames"("username");

-- AddForeignKey
ALTER TABLE "former_usernames" ADD CONSTRAINT "former_usernames_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand, because Prisma knows neither functions nor indexes over expressions or parts of a table.

-- What the directory searches: without accents, so that Jose finds José. The server writes the words it looks for in the
-- same way (modules/users/directory).
-- In plpgsql, because PostgreSQL would put the words of a function in sql into the query, where the index is not found by them.
CREATE FUNCTION directory_text(username text, name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN lower(regexp_replace(normalize(username || ' ' || name, NFKD), '[\u0300-\u036f]', '', 'g'));
END
$$;

CREATE INDEX "users_directory_idx" ON "users" USING GIN (directory_text("username", "name") gin_trgm_ops);

-- A server has one owner, whatever races a transfer meets.
CREATE UNIQUE INDEX "users_one_owner_idx" ON "users"("role") WHERE "role" = 'owner';
