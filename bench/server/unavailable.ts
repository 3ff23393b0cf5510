/** A server that a row needs cannot be had on this machine; the message says why. The row is skipped. */
export class Unavailable extends Error {}
