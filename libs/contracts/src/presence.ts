/** How present somebody is: on several devices, the most present one counts. */
export type PresenceState = 'online' | 'away' | 'offline';

export interface PersonPresence {
  userId: string;
  state: PresenceState;
  /** Null while they are here, and where it is not known or not shown. */
  lastSeen: string | null;
}

/** These people are on screen. Replaces what this socket watched before; an empty list ends it. */
export interface WatchRequest {
  userIds: string[];
}

/** One for each id, once, in the order given. Strangers are `offline`, as are those who hide it, and ids of nobody. */
export interface WatchAnswer {
  items: PersonPresence[];
}

/** Of this socket: whether anybody is in front of it. */
export interface PresenceRequest {
  state: 'online' | 'away';
}

/** Over all devices of the person. */
export interface PresenceAnswer {
  state: 'online' | 'away';
}
