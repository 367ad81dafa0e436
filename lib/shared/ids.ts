// Identifiers. UUID v7 sorts by the time it was made, so primary keys are also the order of lists.
// Knows nothing of the database or of who uses the ids.

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
let lastTime = 0;
let counter = 0;
// Random bytes are asked for many at a time: asking costs more than all the rest of making an id.
const random = new Uint8Array(256 * 16);
let used = random.length;

/**
 * Makes a UUID v7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, 12 bits that count up within a millisecond
 * so that ids made by one process strictly ascend, 62 random bits.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastTime) {
    lastTime = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    // More than 4096 ids in a millisecond, or a clock that went back: borrow the next millisecond.
    lastTime += 1;
    counter = 0;
  }
  if (used === random.length) {
    crypto.getRandomValues(random);
    used = 0;
  }
  const bytes = random.subarray(used, used + 16);
  used += 16;
  let time = lastTime;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += hex[bytes[i] ?? 0];
  }
  return text;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The time in Unix milliseconds that a UUID v7 carries; NaN when the text is no UUID. */
export function timeOfId(id: string): number {
  return uuid.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : Number.NaN;
}

/** The smallest UUID v7 of a moment (Unix milliseconds): a bound for keyset pages by time. */
export function firstIdAt(time: number): string {
  const h = Math.max(0, Math.floor(time)).toString(16).padStart(12, "0");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-7000-8000-000000000000`;
}
