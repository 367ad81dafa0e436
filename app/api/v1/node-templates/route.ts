import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createTemplate } from "@/lib/node-templates/commands";
import { createNodeTemplate } from "@/lib/node-templates/contract";
import { listNodeTemplates } from "@/lib/workflows/contract";
import { listNodeTemplates as readNodeTemplates } from "@/lib/workflows/list-node-templates";

export const GET = handle(listNodeTemplates, ({ scope }) => readNodeTemplates(scope));

export const POST = handle(createNodeTemplate, ({ scope, body }) => createTemplate(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
