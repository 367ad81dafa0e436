// The way to providers: the guarded client under the installation's present settings. Server only.

import type { CallPorts } from "../ai/call-model";
import type { Fetch } from "../ai/provider-fetch";
import { createGuardedFetch } from "../net/guarded-fetch";
import { publicOnly } from "../net/send-request";
import { currentNetPolicy } from "../settings/net-policy";
import { systemClock } from "../shared/clock";

let policy = publicOnly;
const guarded = createGuardedFetch({ policy: () => policy });

/** Fetch for providers; one function for the whole process, so that what is built on it can be kept. */
export const providerFetch: Fetch = async (input, init) => {
  policy = await currentNetPolicy();
  return guarded(input, init);
};

/** What a call of a model needs from this process. */
export const callPorts: CallPorts = {
  fetch: providerFetch,
  sleep: (ms, signal) => systemClock.sleep(ms, signal),
  random: Math.random,
};
