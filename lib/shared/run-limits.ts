// How many runs may be executed at a time: what settings may say, and what holds where they say nothing. Knows neither
// who counts nor who asks.

/** The largest limit that a workspace or an agent can be given. */
export const mostRunsAtATime = 10_000;

/** Where a workspace names no limit: half of what one process takes, so that none fills it alone. */
export const usualConcurrentRuns = 1_000;

/** Where a workspace names no limit of its runs in the background. */
export const usualBackgroundRuns = 20;
