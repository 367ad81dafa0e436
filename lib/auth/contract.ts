// The endpoints of signing in and of one's own account: shapes of what goes in and comes out, shared with the browser.
// A password only ever goes in.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf } from "../http/page";
import { locales } from "../i18n/locales";
import { maxPasswordLength } from "./password-rules";

const name = z.string().trim().min(1).max(120);
const email = z.string().trim().max(254).pipe(z.email());
/** No @, so that an e-mail address and a username can never be taken for each other. */
export const usernameSchema = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u);
// The rules for a new password are judged by one function, which says what is wrong; this only caps the size.
const password = z
  .string()
  .min(1)
  .max(maxPasswordLength * 4);
const timezone = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
    } catch {
      return false;
    }
  }, "Not a time zone this server knows.");
const theme = z.enum(["system", "light", "dark"]);

export const membershipSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  /** Display name of the highest role held there. */
  role: z.string(),
});
export type Membership = z.infer<typeof membershipSchema>;

export const accountSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  username: z.string(),
  name: z.string(),
  isSystemAdmin: z.boolean(),
  preferences: z.object({
    /** Null = what the browser asks for. */
    language: z.enum(locales).nullable(),
    timezone: z.string().nullable(),
    theme,
  }),
  createdAt: z.iso.datetime(),
});
export type Account = z.infer<typeof accountSchema>;

export const sessionSchema = z.object({ account: accountSchema, workspaces: z.array(membershipSchema) });
export type SessionView = z.infer<typeof sessionSchema>;

export const getSetup = defineOperation({
  id: "getSetup",
  method: "GET",
  path: "/setup",
  tag: "Account",
  summary: "Whether this installation still needs its owner",
  allow: "public",
  result: z.object({ needed: z.boolean() }),
});

export const setupSchema = z.object({
  email,
  name,
  /** Made from the e-mail address when absent. */
  username: usernameSchema.optional(),
  password,
  workspace: name,
  /** Named like the workspace when absent. */
  organization: name.optional(),
  language: z.enum(locales).optional(),
  timezone: timezone.optional(),
});

export const setUp = defineOperation({
  id: "setUp",
  method: "POST",
  path: "/setup",
  tag: "Account",
  summary: "Create the owner and the first workspace, and sign in",
  description: "Works once; of two at the same time one wins and the other is told.",
  allow: "public",
  body: setupSchema,
  result: sessionSchema,
  status: 201,
  errors: ["setup_done"],
});

export const signInSchema = z.object({
  /** E-mail address or username. */
  identifier: z.string().trim().min(1).max(254),
  password,
});

export const signIn = defineOperation({
  id: "signIn",
  method: "POST",
  path: "/session",
  tag: "Account",
  summary: "Sign in with a password",
  description: "Answers with a session cookie. Programs use an API key instead.",
  allow: "public",
  body: signInSchema,
  result: sessionSchema,
  errors: ["sign_in_failed", "sign_in_limited", "csrf_failed"],
});

export const getSession = defineOperation({
  id: "getSession",
  method: "GET",
  path: "/session",
  tag: "Account",
  summary: "Who is calling, and the workspaces that can be named",
  allow: "signedIn",
  result: sessionSchema,
});

export const signOut = defineOperation({
  id: "signOut",
  method: "DELETE",
  path: "/session",
  tag: "Account",
  summary: "Sign out of this session",
  allow: "signedIn",
});

export const getAccount = defineOperation({
  id: "getAccount",
  method: "GET",
  path: "/me",
  tag: "Account",
  summary: "Your account",
  allow: "signedIn",
  result: accountSchema,
});

export const profileSchema = z.object({ name, username: usernameSchema });

export const updateAccount = defineOperation({
  id: "updateAccount",
  method: "PATCH",
  path: "/me",
  tag: "Account",
  summary: "Change your name and preferences",
  allow: "signedIn",
  body: profileSchema.partial().extend({
    preferences: z
      .object({ language: z.enum(locales).nullable(), timezone: timezone.nullable(), theme })
      .partial()
      .optional(),
  }),
  result: accountSchema,
  errors: ["name_taken"],
});

export const passwordChangeSchema = z.object({ currentPassword: password, password });

export const changePassword = defineOperation({
  id: "changePassword",
  method: "POST",
  path: "/me/password",
  tag: "Account",
  summary: "Change your password; every other session ends",
  allow: "signedIn",
  body: passwordChangeSchema,
  errors: ["sign_in_failed", "sign_in_limited"],
});

export const userSessionSchema = z.object({
  id: z.uuid(),
  isCurrent: z.boolean(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});
export type UserSession = z.infer<typeof userSessionSchema>;

export const listSessions = defineOperation({
  id: "listSessions",
  method: "GET",
  path: "/me/sessions",
  tag: "Account",
  summary: "Where you are signed in, the latest sign-in first",
  allow: "signedIn",
  query: idPageQuery,
  result: pageOf(userSessionSchema),
});

export const endSession = defineOperation({
  id: "endSession",
  method: "DELETE",
  path: "/me/sessions/{sessionId}",
  tag: "Account",
  summary: "End one of your sessions at once",
  allow: "signedIn",
  params: z.object({ sessionId: z.uuid() }),
});

export const endAllSessions = defineOperation({
  id: "endAllSessions",
  method: "DELETE",
  path: "/me/sessions",
  tag: "Account",
  summary: "Sign out everywhere, here included",
  allow: "signedIn",
});
