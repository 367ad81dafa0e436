import { allowOnly } from "@/lib/http/allow-only";
import { openApiDocument } from "@/lib/http/current-openapi";
import { handle } from "@/lib/http/handle";
import { getOpenApiDocument } from "@/lib/http/openapi-contract";

export const GET = handle(getOpenApiDocument, async ({ requestId }) =>
  // Programs of any site may read what the API looks like; nothing in it is anybody's own.
  Response.json(openApiDocument(), {
    headers: {
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=60",
      "weft-request-id": requestId,
    },
  }),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
