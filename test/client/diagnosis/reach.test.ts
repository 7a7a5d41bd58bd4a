import system from "node:dns";
import dns from "node:dns/promises";
import { createServer, type Server, type Socket } from "node:net";
import { startForwardProxy } from "../../../local/endpoint";
import { keyConnection } from "../../support/connector";
import { shareServer, useStarted } from "../../support/hooks";
import { startScriptedServer } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { trustLocalCertificate } from "../../support/trust";
import { checkOf, diagnose, patternOf, runOutNextTimer } from "./support";

const server = shareServer([{ body: { object: "list", data: [] } }], { tls: true });
const plain = shareServer([{ body: { object: "list", data: [] } }]);

beforeEach(() => {
  server.requests.length = 0;
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env["HTTPS_PROXY"];
});

const trusting = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const distrust = await trustLocalCertificate();
  try {
    return await work();
  } finally {
    distrust();
  }
};

/** A TCP server that says nothing. */
const startSilentServer = async (): Promise<{ port: number; close(): void }> => {
  const sockets = new Set<Socket>();
  const silent: Server = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => void silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close: () => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    },
  };
};

type Found = (error: null, addresses: Array<{ address: string; family: number }>) => void;

const lookUpAs = (...addresses: string[]) =>
  jest.spyOn(dns, "lookup").mockResolvedValue(addresses.map((address) => ({ address, family: 4 })) as never);

describe("DNS", () => {
  it("fails for a field that can't be used, with what to enter", async () => {
    const diagnosis = await diagnose(keyConnection("https://portal.azure.com"));
    expect(diagnosis).toMatchObject({ ok: false, endpoint: null, api: null, apiVersion: null });
    expect(patternOf(diagnosis)).toBe("!--------");
    expect(diagnosis.summary).toMatch(
      /^DNS failed: Endpoint: portal\.azure\.com is a page for people, not an API\. Copy the endpoint from /,
    );
    expect(checkOf(diagnosis, "TLS").mend).toBe("Needs DNS first.");
  });

  it("fails for a name that no host has", async () => {
    const diagnosis = await diagnose(keyConnection("https://my-resorce.invalid"));
    expect(patternOf(diagnosis)).toBe("!--------");
    // Without a network there is no server to ask.
    expect(checkOf(diagnosis, "DNS").detail).toMatch(
      /could not be reached \(code (ENOTFOUND|EAI_AGAIN)\)\.$/,
    );
    expect(checkOf(diagnosis, "DNS").mend).toContain("check Endpoint for a typing error");
    expect(diagnosis.endpoint).toBe("https://my-resorce.invalid/openai/v1");
  });

  it.each([
    ["10.1.2.3", "10.1.2.3 (private, as of a private endpoint)"],
    ["172.31.0.1", "172.31.0.1 (private, as of a private endpoint)"],
    ["172.32.0.1", "172.32.0.1 (public)"],
    ["192.168.1.1", "192.168.1.1 (private, as of a private endpoint)"],
    ["fd00::1", "fd00::1 (private, as of a private endpoint)"],
    ["2603:1030::1", "2603:1030::1 (public)"],
    ["127.0.0.1", "127.0.0.1 (this machine)"],
  ])("says of %s what it is", async (address, said) => {
    lookUpAs(address);
    const diagnosis = await diagnose(keyConnection(server.url));
    expect(checkOf(diagnosis, "DNS")).toMatchObject({ status: "pass", detail: `localhost is ${said}.` });
  });

  it("has nothing to look up for an address", async () => {
    const lookup = jest.spyOn(dns, "lookup");
    const diagnosis = await diagnose(keyConnection(plain.url));
    expect(checkOf(diagnosis, "DNS").detail).toBe(
      "127.0.0.1 (this machine) is an address, nothing to look up.",
    );
    expect(lookup).not.toHaveBeenCalled();
  });

  it("is not waited for longer than 8 seconds", async () => {
    const clock = new TestClock();
    try {
      jest.spyOn(dns, "lookup").mockReturnValue(new Promise(() => undefined) as never);
      const [diagnosis] = await Promise.all([diagnose(keyConnection(server.url)), runOutNextTimer(clock)]);
      expect(checkOf(diagnosis, "DNS")).toMatchObject({ status: "fail", durationMs: 8000 });
      expect(checkOf(diagnosis, "DNS").detail).toContain("EAI_AGAIN");
    } finally {
      clock.restore();
    }
  });
});

describe("TLS", () => {
  it("tells the protocol, and the certificate's issuer and end", async () => {
    const diagnosis = await trusting(() => diagnose(keyConnection(server.url)));
    expect(checkOf(diagnosis, "TLS").detail).toMatch(
      /^TLSv1\.3, with a certificate of localhost that ends on \d{4}-\d\d-\d\d\.$/,
    );
  });

  it("fails for a certificate that nobody vouches for, before anything is sent", async () => {
    const diagnosis = await diagnose(keyConnection(server.url));
    expect(patternOf(diagnosis)).toBe("+!-------");
    expect(checkOf(diagnosis, "TLS").detail).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(checkOf(diagnosis, "TLS").mend).toContain("can't be trusted: check Endpoint, or have the host");
    expect(server.requests).toEqual([]);
  });

  it("fails for a certificate of another name", async () => {
    lookUpAs("127.0.0.1");
    jest
      .spyOn(system, "lookup")
      .mockImplementation(((_host: string, _options: object, found: Found) =>
        found(null, [{ address: "127.0.0.1", family: 4 }])) as never);
    const other = server.url.replace("localhost", "other.localhost");
    const diagnosis = await trusting(() => diagnose(keyConnection(other)));
    expect(patternOf(diagnosis)).toBe("+!-------");
    expect(checkOf(diagnosis, "TLS").detail).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
  });

  it("fails for a closed port", async () => {
    const closed = await startScriptedServer();
    await closed.close();
    const diagnosis = await diagnose(keyConnection(closed.url));
    expect(patternOf(diagnosis)).toBe("+!-------");
    expect(diagnosis.summary).toContain("ECONNREFUSED");
    expect(checkOf(diagnosis, "TLS").mend).toBe(
      `Nothing listens at ${new URL(closed.url).host}: check Endpoint and its port.`,
    );
  });

  it("fails for a server that speaks plain http", async () => {
    const diagnosis = await diagnose(keyConnection(plain.url.replace("http:", "https:")));
    expect(patternOf(diagnosis)).toBe("+!-------");
    expect(checkOf(diagnosis, "TLS").mend).toContain("does not answer in TLS: check Endpoint and its port.");
  });

  it("is not waited for longer than 8 seconds", async () => {
    const clock = new TestClock();
    const silent = await startSilentServer();
    try {
      const connection = keyConnection(`https://127.0.0.1:${silent.port}`);
      const [diagnosis] = await Promise.all([diagnose(connection), runOutNextTimer(clock)]);
      expect(checkOf(diagnosis, "TLS")).toMatchObject({ status: "fail", durationMs: 8000 });
      expect(checkOf(diagnosis, "TLS").mend).toContain("Nothing answers at 127.0.0.1");
    } finally {
      silent.close();
      clock.restore();
    }
  });

  it("only connects where http is plain", async () => {
    const diagnosis = await diagnose(keyConnection(plain.url));
    expect(checkOf(diagnosis, "TLS").detail).toBe("Plain http, which stays on this machine.");
  });
});

describe("a proxy of the environment", () => {
  const proxy = useStarted(() => startForwardProxy());

  beforeEach(() => {
    process.env["HTTPS_PROXY"] = proxy.url;
  });

  it("looks the name up, and is what the connection goes through", async () => {
    const lookup = jest.spyOn(dns, "lookup");
    const diagnosis = await trusting(() => diagnose(keyConnection(server.url)));
    expect(diagnosis.ok).toBe(true);
    expect(checkOf(diagnosis, "DNS").detail).toBe("The proxy of HTTPS_PROXY looks localhost up.");
    expect(checkOf(diagnosis, "TLS").detail).toMatch(/By the proxy 127\.0\.0\.1:\d+\.$/);
    expect(proxy.connections.length).toBeGreaterThan(1);
    expect(lookup).not.toHaveBeenCalled();
  });

  it("that refuses is named, and is TLS's failure", async () => {
    proxy.refuseWith(403);
    const diagnosis = await trusting(() => diagnose(keyConnection(server.url)));
    expect(patternOf(diagnosis)).toBe("+!-------");
    expect(checkOf(diagnosis, "TLS").mend).toMatch(/^The proxy 127\.0\.0\.1:\d+ of HTTPS_PROXY refused/);
  });

  it("whose address can't be used is named as the problem", async () => {
    process.env["HTTPS_PROXY"] = "http://:::";
    const diagnosis = await diagnose(keyConnection(server.url));
    expect(patternOf(diagnosis)).toBe("+!-------");
    expect(checkOf(diagnosis, "TLS").mend).toContain("HTTPS_PROXY names no address");
  });
});
