/** An address could not be read, or must not be. */
export class NotRead extends Error {}
