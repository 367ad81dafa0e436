import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { listTemplateUses } from "@/lib/node-templates/contract";
import { listTemplateUses as readTemplateUses } from "@/lib/node-templates/queries";

export const GET = handle(listTemplateUses, ({ scope, params }) => readTemplateUses(scope, params.code));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
