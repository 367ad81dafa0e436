// Numbers by which callers name rows, as PostgreSQL can compare them. A larger one would be an error of the database.

import { z } from "zod";

const largestInteger = 2_147_483_647;

/** Number of a published version. */
export const versionNumber = z.int().min(1).max(largestInteger);

/** Number of a published version within an address. */
export const versionParam = z.coerce.number().int().min(1).max(largestInteger);

/** Number of a draft's revision; 0 before its first change. */
export const revisionNumber = z.int().min(0).max(largestInteger);
