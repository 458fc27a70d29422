// npm hands its own settings to scripts as npm_*; pnpm would obey them (log level, prefix …). Only what concerns the
// network and the cache is kept.
const KEPT =
  /^npm_config_(registry|cache|userconfig|cafile|ca|proxy|https_proxy|noproxy|offline|prefer_offline)$/i;
// NODE_ENV=production would leave out the tools that build and test.
const LEFT_OUT = /^(NODE_ENV|NODE_OPTIONS|INIT_CWD)$/;

/** The environment for tools: ours without npm's, and never asking questions. */
export const toolEnvironment = (env = process.env) => ({
  ...Object.fromEntries(
    Object.entries(env).filter(([name]) => (!/^npm_/i.test(name) || KEPT.test(name)) && !LEFT_OUT.test(name)),
  ),
  CI: env.CI ?? '1',
});
