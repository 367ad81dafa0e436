// The endpoint that describes all others.

import { z } from "zod";
import { defineOperation } from "./operation";

export const getOpenApiDocument = defineOperation({
  id: "getOpenApiDocument",
  method: "GET",
  path: "/openapi.json",
  tag: "API",
  summary: "This document",
  allow: "public",
  result: z.looseObject({ openapi: z.string() }),
});
