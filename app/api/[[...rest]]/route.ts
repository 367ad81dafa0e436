// Addresses below /api that no endpoint has: programs get the same kind of refusal as everywhere, not a page.

import { problemResponse } from "@/lib/http/problem-details";
import { AppError } from "@/lib/shared/errors";

const refuse = () =>
  problemResponse(new AppError("not_found", "There is no such endpoint. /api/v1/openapi.json lists them all."));

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };
