// The content security policy of our pages. Pure, so that a test can read it.

/** The policy for one page: scripts only with this nonce, nothing from other hosts, no framing. */
export function pagePolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    // React's development build evaluates strings to rebuild stacks; production never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // The canvas and floating panels are placed with style attributes.
    "style-src 'self' 'unsafe-inline'",
    // Images only from here: a model's answer can't send data away by naming a picture elsewhere.
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
