// Its resolved inputs are what the run gives.

import type { Executor } from "../contract";
import type { EndConfig } from "./definition";

export const runEnd: Executor<EndConfig> = ({ inputs }) => ({ outputs: inputs });
