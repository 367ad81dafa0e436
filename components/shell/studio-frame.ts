// What the shell is told about the signed-in person and the place. Who may come in is decided before.

import type { SectionKey, SettingsPageKey } from "./studio-sections";

export interface StudioUser {
  name: string;
  /** The e-mail address or user name, under the name in the menu. */
  handle: string;
  avatarUrl?: string | null;
}

export interface StudioWorkspace {
  slug: string;
  name: string;
}

export interface StudioFrame {
  user: StudioUser;
  workspace: StudioWorkspace;
  /** All workspaces of the person, the present one among them. */
  workspaces: readonly StudioWorkspace[];
  /** The sections this person's role may see; all where it is not given. */
  sections?: readonly SectionKey[] | undefined;
  /** The settings pages that the palette offers this person. */
  settingsPages?: readonly SettingsPageKey[] | undefined;
  /** Server action that ends the session and leads to the sign-in page. */
  signOut: () => Promise<void>;
}
