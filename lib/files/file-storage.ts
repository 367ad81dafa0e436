// Where bytes lie that are too large for a table: the port, small enough that a folder and an object store both fit
// behind it.

export interface FileStorage {
  /** Keeps the bytes under the key; they survive a loss of power once it resolves. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes as a stream and how many they are; null where there are none under this key. */
  open(key: string): Promise<{ bytes: number; stream: ReadableStream<Uint8Array> } | null>;
  /** All bytes at once; null where there are none under this key. */
  read(key: string): Promise<Uint8Array | null>;
  /** Forgets them; fine where there are none. */
  remove(key: string): Promise<void>;
}
