// Sets members of objects whose names come from users.

import type { Json, JsonObject } from "../shared/json";

/** Sets a member whatever its name: assigning `__proto__` would set the prototype. */
export function put(object: JsonObject, name: string, value: Json): void {
  if (name === "__proto__") Object.defineProperty(object, name, { value, enumerable: true, writable: true });
  else object[name] = value;
}
