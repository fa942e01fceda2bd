/** Of one kind: entries, and how much they weigh together. */
const most = { entries: 50_000, weight: 32 * 1024 * 1024 };

export interface Entry {
  value: string;
  weight: number;
  /** By `now`. */
  expiresAt: number;
}

/** Steady: a clock that is set back must not make a code live longer. */
export const now = (): number => performance.now();

/** Entries by the kind that their key names; a kind that is full lets its oldest go, and none of another. */
export class Kinds {
  private readonly kinds = new Map<string, Kind>();

  of(key: string): Kind {
    const name = kindOf(key);
    const known = this.kinds.get(name) ?? new Kind();
    this.kinds.set(name, known);
    return known;
  }

  forgetExpired(): void {
    for (const kind of this.kinds.values()) kind.forgetExpired();
  }
}

export const kindOf = (key: string): string => key.slice(0, key.indexOf(':'));

/** Oldest first. */
class Kind {
  private readonly entries = new Map<string, Entry>();
  private weight = 0;

  get(key: string): Entry | undefined {
    const found = this.entries.get(key);
    return found && found.expiresAt > now() ? found : undefined;
  }

  /** Answers what had to go for it. */
  set(key: string, entry: Entry): string[] {
    this.delete(key);
    this.entries.set(key, entry);
    this.weight += entry.weight;
    const gone: string[] = [];
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= most.entries && this.weight <= most.weight) break;
      this.delete(oldest);
      gone.push(oldest);
    }
    return gone;
  }

  delete(key: string): void {
    const found = this.entries.get(key);
    if (found && this.entries.delete(key)) this.weight -= found.weight;
  }

  forgetExpired(): void {
    const moment = now();
    for (const [key, { expiresAt }] of this.entries) if (expiresAt <= moment) this.delete(key);
  }
}
