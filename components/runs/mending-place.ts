// Where an error of a run is mended when that is not the node itself. Pure.

export type MendingPlace = "models" | "settings" | "workflow";

const places: Readonly<Record<string, MendingPlace>> = {
  provider_key_rejected: "models",
  provider_quota: "models",
  model_not_found: "models",
  model_missing: "models",
  secret_missing: "settings",
  run_timeout: "workflow",
  run_limit_reached: "workflow",
};

/** The page that helps against an error, by its code; null where the node that failed tells most. */
export function mendingPlace(code: string): MendingPlace | null {
  return Object.hasOwn(places, code) ? (places[code] ?? null) : null;
}
