// Changes an entry of the dictionary of config fields, for the whole installation. Server only.

import { eq } from "drizzle-orm";
import type { z } from "zod";
import { configFields } from "@/db/schema/node-templates";
import { asSystem } from "@/db/system";
import { type AuditActor, recordAuditOf } from "../audit/record-audit";
import { definitionOf } from "../nodes/catalogue";
import { configKeyOf } from "../nodes/metadata";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { findPresetFaults } from "./check-template";
import type { updateConfigField as updateOperation } from "./contract";

type Change = z.output<NonNullable<(typeof updateOperation)["body"]>>;

export interface Administrator {
  actor: AuditActor;
  workspaceId: string | null;
  requestId: string;
}

/** Changes label, help or default of a field; null gives back what the product says. */
export async function changeConfigField(by: Administrator, fieldKey: string, change: Change): Promise<void> {
  // The dictionary belongs to the installation.
  await asSystem(async (tx) => {
    const [row] = await tx.select().from(configFields).where(eq(configFields.fieldKey, fieldKey)).for("update");
    const definition = definitionOf(fieldKey.slice(0, fieldKey.indexOf(".")));
    const field = definition?.fields.find(({ key }) => key === configKeyOf(fieldKey));
    if (!row || !definition || !field) throw new AppError("not_found", "The dictionary has no such field.");
    if (change.default !== undefined && change.default !== null) {
      const details = findPresetFaults(definition, { config: { [field.key]: change.default } });
      if (details[0]) throw new AppError("invalid_request", details[0].message, { details });
    }
    const changed = new Set(row.changed);
    const mark = (column: string, value: unknown) => {
      if (value === undefined) return;
      if (value === null) changed.delete(column);
      else changed.add(column);
    };
    mark("field_label", change.label);
    mark("help", change.help);
    mark("default_value", change.default);
    const after = {
      fieldLabel: change.label ?? row.fieldLabel,
      help: change.help ?? row.help,
      defaultValue: change.default === undefined ? row.defaultValue : (change.default ?? field.default ?? null),
      changed: [...changed].sort(),
    };
    await tx
      .update(configFields)
      .set({ ...after, updatedAt: new Date(), updatedBy: by.actor.id })
      .where(eq(configFields.id, row.id));
    const noted = ({ fieldLabel, help, defaultValue, changed }: typeof after): JsonObject => ({
      ...{ label: fieldLabel, help, default: defaultValue, changed },
    });
    await recordAuditOf(tx, by.workspaceId, by.actor, by.requestId, {
      eventType: "update",
      action: "config_field.update",
      resource: { type: "config_field", id: row.id, name: fieldKey },
      before: noted(row),
      after: noted(after),
    });
  });
}
