// Where a secret's value is sealed for: an envelope copied to another row does not open. Pure.

/** The vault's place of a secret. */
export function secretPlace(secretId: string): string {
  return `secret:${secretId}`;
}
