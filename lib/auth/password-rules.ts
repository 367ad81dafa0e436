// What a password must be, and how strong one looks. Pure, so that the form and the server judge alike. Knows no hash.

export const minPasswordLength = 10;
export const maxPasswordLength = 200;

export type PasswordFault = "too_short" | "too_long" | "common" | "contains_account";

// What people type first when ten characters are asked for, after digits and signs at the ends are taken away.
const commonWords = new Set(
  (
    "password passwort passw pass pwd admin administrator root owner user test tester testing guest welcome letmein " +
    "changeme change secret login master monkey dragon football baseball basketball soccer sunshine princess iloveyou " +
    "superman batman shadow trustno qwerty qwertyuiop qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx " +
    "qwerasdf abc abcd abcdef abcdefg abcdefgh abcdefghij abcdefghijk hello helloworld whatever starwars michael " +
    "jennifer jordan computer internet weft agent workflow default temp temporary demo example company woaini mima " +
    "nihao superuser supersecret mypassword newpassword thepassword yourpassword passwordpassword adminadmin"
  ).split(" "),
);

const lookAlikes: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** Without digits and signs at its end, and with those inside read as the letters they stand for. */
function bareWord(password: string): string {
  return unmask(password.replace(/[^a-zA-Z@$]+$/, "").replace(/^[^a-zA-Z@$]+/, ""));
}

function unmask(password: string): string {
  return password.toLowerCase().replace(/[013457@$]/g, (sign) => lookAlikes[sign] ?? sign);
}

function isSequence(password: string): boolean {
  // Steps of 0 (same sign), +1 or -1 between neighbours, as in aaaaaaaaaa or 1234567890.
  const codes = Array.from(password.toLowerCase(), (sign) => sign.codePointAt(0) ?? 0);
  let steps = 0;
  for (let i = 1; i < codes.length; i++) {
    const step = (codes[i] ?? 0) - (codes[i - 1] ?? 0);
    if (Math.abs(step) <= 1 || Math.abs(step) === 9) steps++;
  }
  return steps >= (codes.length - 1) * 0.8;
}

function repeatsShortPart(password: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/su.test(password);
}

function isCommon(password: string): boolean {
  const words = [bareWord(password), unmask(password), password.toLowerCase().replace(/[^a-z]/g, "")];
  return words.some((word) => commonWords.has(word)) || isSequence(password) || repeatsShortPart(password);
}

/** What is wrong with a password for an account that has these names; null when nothing is. */
export function passwordFault(password: string, accountNames: readonly string[] = []): PasswordFault | null {
  const length = Array.from(password).length;
  if (length < minPasswordLength) return "too_short";
  if (length > maxPasswordLength) return "too_long";
  if (isCommon(password)) return "common";
  const lower = password.toLowerCase();
  const names = accountNames.flatMap((name) => [name, name.split("@")[0] ?? ""]).map((name) => name.toLowerCase());
  if (names.some((name) => name.length >= 4 && lower.includes(name) && lower.length - name.length < 6)) {
    return "contains_account";
  }
  return null;
}

/** How strong a password looks: 0 refused, 1 weak, 2 fair, 3 good, 4 strong. */
export function passwordStrength(password: string, accountNames: readonly string[] = []): 0 | 1 | 2 | 3 | 4 {
  if (passwordFault(password, accountNames)) return 0;
  const kinds: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[^a-zA-Z0-9\u0080-\u{10ffff}]/u, 33],
    [/[\u0080-\u{10ffff}]/u, 2000],
  ];
  const alphabet = kinds.reduce((sum, [pattern, size]) => sum + (pattern.test(password) ? size : 0), 0);
  const signs = Array.from(password);
  // A sign that was there already adds little.
  const weight = new Set(signs).size + (signs.length - new Set(signs).size) * 0.4;
  const bits = weight * Math.log2(Math.max(alphabet, 2));
  if (bits < 48) return 1;
  if (bits < 62) return 2;
  return bits < 80 ? 3 : 4;
}
