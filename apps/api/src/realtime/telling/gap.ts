/** Everything of one counter above `after`, as it is now. */
export interface Gap {
  id: string;
  after: number;
}

/** What there is of a gap. */
export interface Filling<Event> {
  id: string;
  /** The events are all there is up to here, in order … */
  upTo: number;
  events: Event[];
  /** … and the counter stands further on. */
  more?: boolean;
}
