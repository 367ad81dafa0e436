// next-auth's own endpoints. Our pages use /api/v1/session.

import { handlers } from "@/lib/auth/next-auth";

export const { GET, POST } = handlers;
