import { limits } from '@parley/contracts';

export interface Person {
  id: string;
  email: string;
  username: string;
  name: string;
  avatarUrl: string | null;
}

const usernameShape = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/** One spelling a person: what looks the same is the same. */
export const normaliseUsername = (given: string): string => given.trim().normalize('NFKC').toLowerCase();

export const normaliseEmail = (given: string): string => given.trim().normalize('NFKC').toLowerCase();

export const isUsername = (username: string): boolean =>
  username.length >= limits.usernameMin && username.length <= limits.usernameMax && usernameShape.test(username);
