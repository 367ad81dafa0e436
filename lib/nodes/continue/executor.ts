// Being reached is all it does; the engine ends the turn for it.

import type { Executor } from "../contract";
import type { ContinueConfig } from "./definition";

export const runContinue: Executor<ContinueConfig> = () => ({ outputs: {} });
