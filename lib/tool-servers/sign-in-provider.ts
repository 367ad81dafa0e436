// What the protocol's library asks for during a sign-in, answered from a state that is kept in memory until the caller
// stores it. Knows no table.

import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import type { SignIn } from "./sign-in-state";
import { withTokens } from "./sign-in-state";

export interface SignInUnderWay {
  provider: OAuthClientProvider;
  /** The state after what the library has done with it. */
  state(): SignIn;
  /** Where the person has to go; null before that is known. */
  address(): URL | null;
}

/** Makes the library's counterpart for one sign-in. */
export function makeSignInProvider(before: SignIn, redirectUrl: string, stateText: string): SignInUnderWay {
  let signIn = before;
  let address: URL | null = null;
  let verifier = before.pending?.verifier ?? "";
  const provider: OAuthClientProvider = {
    get redirectUrl() {
      return redirectUrl;
    },
    get clientMetadata() {
      return {
        client_name: "Weft",
        redirect_uris: [redirectUrl],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: "none",
      };
    },
    state: () => stateText,
    clientInformation: () => signIn.client,
    saveClientInformation: (client) => {
      signIn = { ...signIn, client };
    },
    tokens: () => signIn.tokens,
    saveTokens: (tokens) => {
      signIn = withTokens(signIn, tokens, Date.now());
    },
    redirectToAuthorization: (url) => {
      address = url;
    },
    saveCodeVerifier: (text) => {
      verifier = text;
      if (signIn.pending) signIn = { ...signIn, pending: { ...signIn.pending, verifier: text } };
    },
    codeVerifier: () => verifier,
    discoveryState: () => signIn.discovery,
    saveDiscoveryState: (discovery) => {
      signIn = { ...signIn, discovery };
    },
    invalidateCredentials: (what) => {
      const { client, tokens, expiresAt, discovery, ...rest } = signIn;
      signIn = {
        ...rest,
        ...(client && what !== "all" && what !== "client" ? { client } : {}),
        ...(tokens && what !== "all" && what !== "tokens" ? { tokens } : {}),
        ...(expiresAt !== undefined && what !== "all" && what !== "tokens" ? { expiresAt } : {}),
        ...(discovery && what !== "all" && what !== "discovery" ? { discovery } : {}),
      };
    },
  };
  return { provider, state: () => signIn, address: () => address };
}
