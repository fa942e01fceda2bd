import type { Dialogue } from './dialogue';

export const notes: readonly Dialogue[] = [
  ['A Ask Noor about the certificate'],
  ['A Read: https://www.postgresql.org/docs/current/runtime-config-wal.html'],
  ["A ```sh\nssh db-2 'df -h /var/lib/postgresql'\n```"],
  ['A Ideas for the talk', 'A 1. order is a number, not a clock', 'A 2. an acknowledgement is a promise'],
  ['A Birthday present for Mum 🎁'],
  ['A Try `pg_stat_statements` on staging, {service} first'],
];
