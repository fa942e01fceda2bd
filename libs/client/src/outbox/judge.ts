import { hintOf, isOfSession, isPassing, UnansweredError, type ParleyError } from '../parley.errors';

/** A passing refusal that is repeated this often is shown to the author instead. */
const refusalsMax = 8;

/** What a refused send means for the message. */
export const judge = {
  /** Silence and a session to be renewed say nothing about the message, however often they come. */
  counts(error: ParleyError): boolean {
    return !(error instanceof UnansweredError) && !isOfSession(error.code);
  },

  isFinal(error: ParleyError, refusals: number): boolean {
    if (!judge.counts(error)) return false;
    return !isPassing(error.code) || refusals >= refusalsMax;
  },

  hint: hintOf,
};
