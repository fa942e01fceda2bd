/** What anybody may see of a person. */
export interface User {
  id: string;
  username: string;
  name: string;
  avatarUrl: string | null;
}

/** What a person sees of themselves. */
export interface Me extends User {
  email: string;
}
