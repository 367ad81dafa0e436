// An error that the person at the terminal can act on: one paragraph that says what is wrong and what to do.
// Whoever catches one prints the message alone; anything else is a bug and keeps its stack.

export class StartError extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "StartError";
  }
}

/** Turns the system's refusal of a file operation into a sentence, or gives the error back unchanged. */
export function explainFileError(error, doing) {
  const reason = {
    EACCES: "this user may not do that; give it the folder or choose another one with WEFT_HOME",
    EPERM: "this user may not do that; give it the folder or choose another one with WEFT_HOME",
    EROFS: "the file system is read-only; choose another folder with WEFT_HOME",
    ENOSPC: "the disk is full; free some space and start again, nothing was lost",
    EDQUOT: "the disk quota is used up; free some space and start again, nothing was lost",
    EEXIST: "there is a file where a folder is needed; choose another folder with WEFT_HOME",
    ENOTDIR: "a part of this path is a file, not a folder; choose another folder with WEFT_HOME",
  }[error?.code];
  return reason ? new StartError(`${doing} failed: ${reason}.`, error) : error;
}
