/**
 * Lines of a small talk: a letter for who speaks (whoever that is this time), `^` where it answers the first line, then the
 * text. `{pr}`, `{service}` and the like are filled in anew each time: see generator.ts.
 */
export type Dialogue = readonly string[];
