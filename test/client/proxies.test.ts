import { type ForwardProxy, startForwardProxy } from "../../local/endpoint/azure/proxy/forwardProxy";
import { startLocalEndpoint } from "../../local/endpoint/service/startLocalEndpoint";
import { entraConnection, failureOf, keyConnection, run } from "../support/connector";
import { useLocalTrust, useStarted } from "../support/hooks";
import { exposureOf, leaksIn } from "../support/leaks";

const credentials = { username: "proxy-user", password: "pr0xy p@ss/word:0123" };
const proxyVariables = /^(https?|all|no)_proxy$/i;
const formerVariables = Object.entries(process.env).filter(([name]) => proxyVariables.test(name));

const endpoint = useStarted(() => startLocalEndpoint({ tls: true }));
let proxy: ForwardProxy;
useLocalTrust();

const clearVariables = () => {
  for (const name of Object.keys(process.env)) if (proxyVariables.test(name)) delete process.env[name];
};

beforeEach(async () => {
  clearVariables();
  proxy = await startForwardProxy();
});
afterEach(async () => {
  clearVariables();
  Object.assign(process.env, Object.fromEntries(formerVariables));
  await proxy.close();
});

const chat = (connection: object = keyConnection(endpoint.url, { apiKey: endpoint.apiKey })) =>
  run("createChatCompletion", {
    connection,
    userPrompt: "What is 6 times 7?",
    requestOptions: { maxRetries: "0" },
  });
const chatByEntra = () => chat(entraConnection(endpoint.entra, endpoint.url));
const answer = { data: { output_text: "42" } };
const targets = () => proxy.connections.map(({ target }) => target);
/** Host and port of the data plane and of the authority. */
const dataTarget = () => new URL(endpoint.url).host;
const authorityTarget = () => new URL(endpoint.entra?.authorityHost ?? "").host;

describe("a proxy of the environment", () => {
  it.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])(
    "in %s carries the calls and the token requests alike",
    async (variable) => {
      process.env[variable] = proxy.url;
      expect(await chatByEntra()).toMatchObject(answer);
      expect([...new Set(targets())]).toEqual([authorityTarget(), dataTarget()]);
      expect(endpoint.requests).toHaveLength(1);
      expect(endpoint.entra?.tokensIssued).toHaveLength(1);
    },
  );

  it("in HTTPS_PROXY wins over the one in ALL_PROXY", async () => {
    process.env["ALL_PROXY"] = "http://127.0.0.1:9";
    process.env["HTTPS_PROXY"] = proxy.url;
    expect(await chat()).toMatchObject(answer);
    expect(targets()).toEqual([dataTarget()]);
  });

  it("in HTTP_PROXY is for other calls", async () => {
    process.env["HTTP_PROXY"] = proxy.url;
    expect(await chatByEntra()).toMatchObject(answer);
    expect(targets()).toEqual([]);
  });

  it("may itself be spoken to over TLS", async () => {
    const secure = await startForwardProxy({ tls: true });
    try {
      process.env["HTTPS_PROXY"] = secure.url;
      expect(await chatByEntra()).toMatchObject(answer);
      expect(secure.connections.map(({ status }) => status)).not.toContain(undefined);
      expect(secure.connections.map(({ target }) => target)).toContain(dataTarget());
    } finally {
      await secure.close();
    }
  });

  it("is reached by connections that are kept", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    for (let call = 0; call < 5; call += 1) await chat();
    expect(targets()).toEqual([dataTarget()]);
    expect(endpoint.requests).toHaveLength(5);
  });

  it("carries a request that creates something, by a connection of its own", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    await chat();
    const upload = await run("rawRequest", {
      connection: keyConnection(endpoint.url, { apiKey: endpoint.apiKey }),
      method: "POST",
      url: "/v1/files",
      formData: [{ key: "purpose", value: "batch" }],
      fileData: [{ key: "file", value: '{"custom_id":"1"}' }],
      fileDataFileNames: [{ key: "file", value: "prompts.jsonl" }],
    });
    expect(upload).toMatchObject({ data: { object: "file", filename: "prompts.jsonl" } });
    expect(targets()).toEqual([dataTarget(), dataTarget()]);
  });

  it("never sees a call in plain http, which goes to this machine directly", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    process.env["HTTP_PROXY"] = proxy.url;
    process.env["ALL_PROXY"] = proxy.url;
    const plain = await startLocalEndpoint();
    try {
      expect(await chat(keyConnection(plain.url, { apiKey: plain.apiKey }))).toMatchObject(answer);
      expect(targets()).toEqual([]);
    } finally {
      await plain.close();
    }
  });
});

describe("NO_PROXY", () => {
  it.each(["localhost", "LOCALHOST", ".localhost,localhost", "*host", "*", "example.com, localhost"])(
    "%j takes the calls and the token requests out",
    async (exceptions) => {
      process.env["HTTPS_PROXY"] = proxy.url;
      process.env["NO_PROXY"] = exceptions;
      expect(await chatByEntra()).toMatchObject(answer);
      expect(targets()).toEqual([]);
    },
  );

  it.each([".0.0.1", "*.0.0.1"])("%j takes the hosts with that end out", async (no_proxy) => {
    Object.assign(process.env, { https_proxy: proxy.url, no_proxy });
    const address = endpoint.url.replace("localhost", "127.0.0.1");
    expect(await chat(keyConnection(address, { apiKey: endpoint.apiKey }))).toMatchObject(answer);
    expect(targets()).toEqual([]);
    expect(await chatByEntra()).toMatchObject(answer);
    expect([...new Set(targets())]).toEqual([authorityTarget(), dataTarget()]);
  });

  it("with a port takes that port of the host out alone", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    process.env["NO_PROXY"] = dataTarget();
    expect(await chatByEntra()).toMatchObject(answer);
    expect([...new Set(targets())]).toEqual([authorityTarget()]);
  });

  it.each(["localhost.example.com", "ocalhost", "localhost:1"])(
    "%j is no exception for localhost",
    async (exceptions) => {
      process.env["HTTPS_PROXY"] = proxy.url;
      process.env["NO_PROXY"] = exceptions;
      expect(await chat()).toMatchObject(answer);
      expect(targets()).toEqual([dataTarget()]);
    },
  );
});

describe("a proxy that asks for a name and a password", () => {
  beforeEach(async () => {
    await proxy.close();
    proxy = await startForwardProxy({ credentials });
  });

  it("gets them from its address, and nobody else does", async () => {
    process.env["HTTPS_PROXY"] = proxy.urlWithCredentials;
    expect(await chatByEntra()).toMatchObject(answer);
    for (const { headers, status } of proxy.connections) {
      expect(headers["proxy-authorization"]).toMatch(/^Basic /);
      expect(headers).not.toHaveProperty("authorization");
      expect(status).toBe(200);
    }
    expect(JSON.stringify(endpoint.requests)).not.toMatch(/proxy-authorization|proxy-user/);
  });

  it.each([
    ["the wrong ones", () => proxy.urlWithCredentials.replace("0123", "3210")],
    ["of no use, where nothing listens", () => `http://proxy-user:pr0xy%20p%40ss@127.0.0.1:1`],
    ["in an address that is none", () => "http://proxy-user:pr0xy p@ss@host name:port"],
  ])("keeps them out of every error and log: %s", async (_what, address) => {
    process.env["HTTPS_PROXY"] = address();
    for (const step of [chat, chatByEntra]) {
      const exposure = await exposureOf(() => step());
      expect(exposure.failed).toBe(true);
      expect(leaksIn(exposure, ["proxy-user", "pr0xy", "cHJveHktdXNlcjpw"])).toEqual([]);
    }
  });
});

const steps: Array<[what: string, step: () => Promise<unknown>]> = [
  ["a call", () => chat()],
  ["a token request", () => chatByEntra()],
];

describe.each(steps)("%s", (what, step) => {
  const proxyHost = () => new URL(proxy.url).host;

  it.each([403, 502] as const)(
    "that the proxy refuses with %s names the proxy and the mends",
    async (status) => {
      process.env["HTTPS_PROXY"] = proxy.url;
      proxy.refuseWith(status);
      const { message, kind } = await failureOf(step());
      expect(message).toContain(
        `The proxy ${proxyHost()} of HTTPS_PROXY refused to connect (status ${status})`,
      );
      expect(message).toContain(what === "a call" ? dataTarget() : authorityTarget());
      expect(message).toContain("NO_PROXY");
      expect(kind).toBe("network");
      expect(endpoint.requests).toEqual([]);
    },
  );

  it("that the proxy wants a sign-in for names HTTPS_PROXY and the mend", async () => {
    await proxy.close();
    proxy = await startForwardProxy({ credentials });
    process.env["HTTPS_PROXY"] = proxy.url;
    const { message, kind } = await failureOf(step());
    expect(message).toContain(
      `The proxy ${proxyHost()} asks for a sign-in: have its user name and password put into HTTPS_PROXY.`,
    );
    expect(kind).toBe("network");
    expect(endpoint.requests).toEqual([]);
  });

  it("by way of a proxy that does not listen names the proxy", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    await proxy.close();
    const { message, kind } = await failureOf(step());
    expect(message).toContain("ECONNREFUSED");
    expect(message).toContain(`The proxy ${proxyHost()} of HTTPS_PROXY`);
    expect(kind).toBe("network");
  });

  it.each(["http://", "http://host name:1", "https://proxy:port"])(
    "names HTTPS_PROXY when it is %j, which is no address",
    async (address) => {
      process.env["HTTPS_PROXY"] = address;
      const { message, kind } = await failureOf(step());
      expect(message).toContain("The environment variable HTTPS_PROXY names no address");
      expect(kind).toBe("network");
    },
  );
});

describe("what a variable holds", () => {
  it.each(["HTTPS_PROXY", "all_proxy"])(
    "without a scheme is an HTTP proxy's address: %s",
    async (variable) => {
      process.env[variable] = ` ${new URL(proxy.url).host} `;
      expect(await chatByEntra()).toMatchObject(answer);
      expect([...new Set(targets())]).toEqual([authorityTarget(), dataTarget()]);
    },
  );

  const notSupported = /names a SOCKS proxy, and calls go by way of HTTP proxies alone/;
  const scriptWord = /holds a word of proxy scripts where an address belongs/;
  it.each<[variable: string, value: string, problem: RegExp]>([
    ["ALL_PROXY", "socks5://127.0.0.1:1080", notSupported],
    ["all_proxy", "SOCKS5H://user:s3cretpass@127.0.0.1:1080", notSupported],
    ["HTTPS_PROXY", "socks://127.0.0.1", notSupported],
    ["https_proxy", "DIRECT", scriptWord],
    ["HTTPS_PROXY", "direct", scriptWord],
    ["HTTPS_PROXY", "PROXY 127.0.0.1:8080", scriptWord],
    ["ALL_PROXY", "SOCKS5 127.0.0.1:1080; DIRECT", scriptWord],
    ["HTTPS_PROXY", "ftp://127.0.0.1:21", /names a proxy that is not one for HTTP/],
    ["HTTPS_PROXY", "http:127.0.0.1:8080", /names no address/],
    ["ALL_PROXY", ":8080", /names no address/],
    ["HTTPS_PROXY", "http://user:s3cretpass%@127.0.0.1:8080", /not spelled for an address: write % as %25/],
  ])("%s = %s is told by its name", async (variable, value, problem) => {
    process.env[variable] = value;
    for (const step of [chat, chatByEntra]) {
      const error = await failureOf(step());
      expect(error).toMatchObject({ kind: "network", code: "PROXY_ADDRESS" });
      expect(error.message).toContain(`The environment variable ${variable} `);
      expect(error.message).toMatch(problem);
      expect(error.message).not.toMatch(/127\.0\.0\.1:(1080|8080)|s3cret/);
    }
    expect(endpoint.requests).toEqual([]);
  });

  it("is named as it is spelled when the proxy refuses", async () => {
    process.env["ALL_PROXY"] = proxy.url;
    proxy.refuseWith(403);
    expect((await failureOf(chat())).message).toContain(" of ALL_PROXY refused to connect (status 403)");
  });

  it("that says TLS of a proxy without it is told so", async () => {
    process.env["HTTPS_PROXY"] = proxy.url.replace("http:", "https:");
    const { message } = await failureOf(chat());
    expect(message).toMatch(
      /The proxy \S+ of HTTPS_PROXY does not speak TLS itself: have its address begin with http/,
    );
  });
});

it("a server's refusal behind the proxy is the server's own", async () => {
  process.env["HTTPS_PROXY"] = proxy.url;
  const error = await failureOf(chat(keyConnection(endpoint.url)));
  expect(error).toMatchObject({ status: 401, kind: "rejected" });
  expect(error.message).not.toContain("PROXY");
});
