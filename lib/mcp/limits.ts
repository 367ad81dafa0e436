// How much a tool server may send and take. Pure.

/** Of one message, whatever it comes in. */
export const maxMessageBytes = 10 * 1_048_576;
export const maxTools = 2_000;
/** Of a name that a server gives a tool; the protocol itself asks for at most 128. */
export const maxToolNameLength = 300;
export const keptLogBytes = 65_536;
/** Resident memory of a process and its children. */
export const maxProcessBytes = 1_024 * 1_048_576;
export const idleMs = 120_000;
