// What stands for an agent where its name does not fit. By itself, so that the chat need not load what edits agents.

import { z } from "zod";

/** A few characters or one emoji-free symbol, and the thread whose hue it has. */
export const avatarHues = ["flow", "model", "logic", "tool", "data", "human", "answer"] as const;
export const avatarSchema = z.object({ text: z.string().max(4), hue: z.enum(avatarHues) });
