import { isOfSession, isPassing, UnansweredError, type ParleyError } from '../parley.errors';

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

  /** The wait the server asks for. */
  hint({ details }: ParleyError): number {
    const told = (name: string): number => {
      const value = details?.[name];
      return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
    };
    return told('retryInMs') || told('retryAfterSeconds') * 1000;
  },
};
