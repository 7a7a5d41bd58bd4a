import dns from "node:dns";
import { isIP } from "node:net";

const isHere = (name: string): boolean =>
  name === "localhost" || name.endsWith(".localhost") || isIP(name) !== 0;

const notFound = (hostname: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    ...{ code: "ENOTFOUND", syscall: "getaddrinfo", hostname },
  });

/** A look-up that knows the names of this machine alone. */
const lookUpHere =
  (lookUp: typeof dns.lookup) =>
  (hostname: string, ...rest: unknown[]): void => {
    if (isHere(hostname)) Reflect.apply(lookUp, dns, [hostname, ...rest]);
    else process.nextTick(rest.at(-1) as (error: Error) => void, notFound(hostname));
  };

const promiseHere =
  (lookUp: typeof dns.promises.lookup) =>
  async (hostname: string, ...rest: unknown[]): Promise<unknown> => {
    if (!isHere(hostname)) throw notFound(hostname);
    return Reflect.apply(lookUp, dns.promises, [hostname, ...rest]);
  };

// A test that reaches another machine would send it what the test enters, and pass or fail by where it runs. Node's
// modules are those of the process, so that the files of a test run would otherwise guard them again and again.
const guarded = Symbol.for("names of this machine alone");
if (!(guarded in dns)) {
  Object.assign(dns, { [guarded]: true, lookup: lookUpHere(dns.lookup) });
  Object.assign(dns.promises, { lookup: promiseHere(dns.promises.lookup) });
}
