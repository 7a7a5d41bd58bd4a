/** This process' environment without what changes Node or sends loopback through a proxy. */
export const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^NODE_|_proxy$/i.test(name)));
