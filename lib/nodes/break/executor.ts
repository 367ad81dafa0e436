// Being reached is all it does; the engine ends the loop for it.

import type { Executor } from "../contract";
import type { BreakConfig } from "./definition";

export const runBreak: Executor<BreakConfig> = () => ({ outputs: {} });
