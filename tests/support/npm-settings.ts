/** What tells npm where its registry is, out of this process's environment: for programs that a test starts in a small one. */
export function npmSettings(): Record<string, string> {
  const wanted = /^(npm_config_\w+|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && wanted.test(name) ? [[name, value]] : [],
    ),
  );
}
