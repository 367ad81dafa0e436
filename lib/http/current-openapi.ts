// The document of this installation, made once in a process.

import packageJson from "@/package.json";
import { env } from "../env";
import { makeOpenApiDocument, type OpenApiDocument } from "./openapi";
import { operations, sharedSchemas } from "./operations";

let made: OpenApiDocument | undefined;

/** The OpenAPI document with this installation's version and address. */
export function openApiDocument(): OpenApiDocument {
  made ??= makeOpenApiDocument(operations, sharedSchemas(), {
    version: packageJson.version,
    serverUrl: env().publicUrl,
  });
  return made;
}
