import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import { Database, type SearchPatterns } from '../../../platform/database';

interface Asked {
  asker: string;
  after: { rank: number; username: string };
  limit: number;
}

/** 0: the username or the name begins so; 1: a word in them does; 2: it is somewhere inside. */
export type Found = User & { rank: number };

@Injectable()
export class DirectoryRepository {
  constructor(private readonly database: Database) {}

  async page(patterns: SearchPatterns | null, asked: Asked): Promise<Found[]> {
    return patterns ? this.matching(patterns, asked) : this.everybody(asked);
  }

  private async matching({ start, word, anywhere }: SearchPatterns, { asker, after, limit }: Asked): Promise<Found[]> {
    const { rows } = await this.database.pool.query<Found>({
      name: 'directory_matching',
      text: `SELECT * FROM (
               SELECT id, username, name, avatar_url AS "avatarUrl",
                      CASE WHEN username LIKE $2 OR directory_text('', name) LIKE ' ' || $2 THEN 0
                           WHEN directory_text(username, name) LIKE $3 THEN 1 ELSE 2 END AS rank
               FROM users
               WHERE (directory_text(username, name) LIKE $2 OR directory_text(username, name) LIKE $4)
                 AND id <> $1 AND suspended_at IS NULL
             ) found
             WHERE (rank, username) > ($5::float8, $6) ORDER BY rank, username LIMIT $7`,
      values: [asker, start, word, anywhere, after.rank, after.username, limit],
    });
    return rows;
  }

  private async everybody({ asker, after, limit }: Asked): Promise<Found[]> {
    const { rows } = await this.database.pool.query<Found>({
      name: 'directory',
      text: `SELECT id, username, name, avatar_url AS "avatarUrl", 0 AS rank FROM users
             WHERE username > $2 AND id <> $1 AND suspended_at IS NULL ORDER BY username LIMIT $3`,
      values: [asker, after.username, limit],
    });
    return rows;
  }
}
