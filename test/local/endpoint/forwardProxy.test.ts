import { request } from "node:https";
import { connect } from "node:net";
import { HttpsProxyAgent } from "https-proxy-agent";
import { type ForwardProxyOptions, startForwardProxy, startLocalEndpoint } from "../../../local/endpoint";
import { readBytes } from "../../../local/endpoint/server/loopbackServer";
import { shareStarted, useClosing, useLocalTrust } from "../../support/hooks";

useLocalTrust();
const endpoint = shareStarted(() => startLocalEndpoint({ tls: true }));
const closeLater = useClosing();

const start = async (options: ForwardProxyOptions = {}) => {
  const proxy = await startForwardProxy(options);
  closeLater(proxy);
  return proxy;
};

/** The status of a request by way of a proxy: the endpoint's, or the proxy's own. */
const statusBy = (proxyUrl: string, url = `${endpoint.url}/openai/v1/models`): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const options = { agent: new HttpsProxyAgent(proxyUrl), headers: { "api-key": endpoint.apiKey } };
    const outgoing = request(url, options, (answer) => {
      readBytes(answer).then(() => resolve(answer.statusCode), reject);
    });
    outgoing.once("error", reject);
    outgoing.end();
  });

test.each([false, true])("tunnels TLS to its target, itself over TLS: %s", async (tls) => {
  const proxy = await start({ tls });
  expect(proxy.url).toMatch(tls ? /^https:\/\/localhost:/ : /^http:\/\/127\.0\.0\.1:/);
  expect(await statusBy(proxy.url)).toBe(200);
  expect(proxy.connections).toMatchObject([{ target: `localhost:${endpoint.port}`, status: 200 }]);
});

test("asks for a name and a password, and takes the right ones", async () => {
  const proxy = await start({ credentials: { username: "me@here", password: "a:b" } });
  expect(await statusBy(proxy.url)).toBe(407);
  expect(await statusBy(proxy.url.replace("//", "//me:wrong@"))).toBe(407);
  expect(await statusBy(proxy.urlWithCredentials)).toBe(200);
  expect(proxy.connections.map(({ status }) => status)).toEqual([407, 407, 200]);
  expect(proxy.connections[2]?.headers["proxy-authorization"]).toMatch(/^Basic /);
});

test.each([403, 502] as const)("refuses with %d, from the start or later", async (refusal) => {
  const proxy = await start({ refusal });
  expect(await statusBy(proxy.url)).toBe(refusal);
  proxy.refuseWith(undefined);
  expect(await statusBy(proxy.url)).toBe(200);
  proxy.refuseWith(refusal);
  expect(await statusBy(proxy.url)).toBe(refusal);
});

test("reaches nothing outside this machine, and no port where nobody listens", async () => {
  const proxy = await start();
  expect(await statusBy(proxy.url, "https://example.com/")).toBe(502);
  const gone = await startLocalEndpoint();
  await gone.close();
  expect(await statusBy(proxy.url, `https://localhost:${gone.port}/`)).toBe(502);
  expect(proxy.connections.map(({ target }) => target)).toEqual([
    "example.com:443",
    `localhost:${gone.port}`,
  ]);
});

test("passes no plain HTTP on", async () => {
  const proxy = await start();
  expect((await fetch(proxy.url)).status).toBe(501);
});

test("closing ends the tunnels", async () => {
  const proxy = await start();
  const client = connect(proxy.port, "127.0.0.1");
  client.on("error", () => undefined);
  client.write(`CONNECT localhost:${endpoint.port} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await new Promise((resolve) => client.once("data", resolve));
  const closed = new Promise((resolve) => client.once("close", resolve));
  await proxy.close();
  await closed;
  expect(proxy.connections[0]?.status).toBe(200);
});
