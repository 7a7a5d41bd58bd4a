import type { LocalEndpoint, LocalEndpointOptions } from "../../local/endpoint";
import { useClock } from "../../src/client/clock";
import {
  type ScriptEntry,
  type ScriptedServer,
  type ScriptedServerOptions,
  startScriptedServer,
} from "./scriptedServer";
import { TestClock } from "./testClock";
import { trustLocalCertificate } from "./trust";

/*
 * What tests start before they run and end after it. Each function registers the hooks and gives a handle at once,
 * which stands for whatever is started at the time: `use…` for a new one in each test, `share…` for one that all
 * tests of the file or block have together.
 */

/** Loads the connector for those alone that start such an endpoint. */
const startEndpoint = async (options?: LocalEndpointOptions): Promise<LocalEndpoint> =>
  (await import("../actions/support")).startEndpoint(options);

interface Closable {
  close(): unknown;
}

type Start<Started> = () => Started | Promise<Started>;

const handleTo = <Started extends object>(started: () => Started): Started =>
  new Proxy({} as Started, {
    get: (_handle, key) => Reflect.get(started(), key),
    set: (_handle, key, value) => Reflect.set(started(), key, value),
  });

const register = <Started extends object>(
  [before, after]: [jest.Lifecycle, jest.Lifecycle],
  start: Start<Started>,
  end: (started: Started) => unknown,
): Started => {
  let current: Started | undefined;
  before(async () => {
    current = await start();
  });
  after(async () => {
    if (current) await end(current);
  });
  return handleTo(() => {
    if (!current) throw new Error("It is not started: it stands only while a test runs.");
    return current;
  });
};

const close = (started: Closable): unknown => started.close();

/** Starts something for each test and closes it after. */
export const useStarted = <Started extends Closable>(start: Start<Started>): Started =>
  register([beforeEach, afterEach], start, close);

/** Starts something for all tests and closes it after the last. */
export const shareStarted = <Started extends Closable>(start: Start<Started>): Started =>
  register([beforeAll, afterAll], start, close);

/** A scripted server for each test. */
export const useServer = (
  entries?: readonly ScriptEntry[],
  options?: ScriptedServerOptions,
): ScriptedServer => useStarted(() => startScriptedServer(entries, options));

/** A scripted server for all tests. */
export const shareServer = (
  entries?: readonly ScriptEntry[],
  options?: ScriptedServerOptions,
): ScriptedServer => shareStarted(() => startScriptedServer(entries, options));

/** A local endpoint that accepts the tests' key, for each test. */
export const useEndpoint = (options?: LocalEndpointOptions): LocalEndpoint =>
  useStarted(() => startEndpoint(options));

/** A local endpoint that accepts the tests' key, for all tests; its log of requests is emptied before each. */
export const shareEndpoint = (options?: LocalEndpointOptions): LocalEndpoint => {
  const endpoint = shareStarted(() => startEndpoint(options));
  beforeEach(() => {
    endpoint.requests.length = 0;
  });
  return endpoint;
};

/** A clock for each test; `now` says where it starts, such as `Date.now` for the identity library, which reckons in the machine's time. */
export const useTestClock = (now?: () => number): TestClock =>
  register(
    [beforeEach, afterEach],
    () => new TestClock(now?.()),
    (clock) => clock.restore(),
  );

/** A wait of `src` takes so much less time than it asks for. */
const hurry = 40;

/** Shortens the waits of `src` while the tests run, beside servers that go by the machine's time. Limits stay as long as they are. */
export const useShortWaits = (): void => {
  let restore: () => void;
  beforeAll(() => {
    restore = useClock({
      now: () => Date.now(),
      after: (delayMs, callback) => {
        // `clock.wait` hands over a promise's resolve function, which takes an argument; timers take none.
        const timer = setTimeout(callback, callback.length === 1 ? delayMs / hurry : delayMs);
        return () => clearTimeout(timer);
      },
    });
  });
  afterAll(() => restore());
};

/** Makes the process trust the local certificate while the tests run. */
export const useLocalTrust = (): void => {
  let distrust: () => void;
  beforeAll(async () => {
    distrust = await trustLocalCertificate();
  });
  afterAll(() => distrust());
};

/** Gives a function that takes what a test opened, to be closed after that test. */
export const useClosing = (): (<Opened extends Closable>(opened: Opened) => Opened) => {
  const open: Closable[] = [];
  afterEach(() => Promise.all(open.splice(0).map(close)));
  return (opened) => {
    open.push(opened);
    return opened;
  };
};
