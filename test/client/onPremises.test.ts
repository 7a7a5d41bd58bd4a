import type https from "node:https";
import { readTunnel } from "../../src/client/endpoint/readTunnel";
import { tunnelAgent } from "../../src/client/network/tunnel";
import { debugContext, failureOf, keyConnection, run, testKey } from "../support/connector";
import { useClosing } from "../support/hooks";
import { exposureOf, leaksIn } from "../support/leaks";
import { startNamedService } from "../support/namedService";
import { startTunnel } from "../support/tunnel";

const name = "gateway.plant.example";
const closing = useClosing();

type Fields = Record<string, unknown>;

/** A service behind a tunnel, and a connection to it. */
const plant = async (fields: Fields = {}, hostName = name, isAuthority = true) => {
  const service = closing(await startNamedService(name, hostName, isAuthority));
  const tunnel = closing(await startTunnel(service.port));
  const connection = {
    ...keyConnection(`https://${name}`, {
      host: tunnel.host,
      port: String(tunnel.port),
      trustedAuthority: service.certificate,
      ...fields,
    }),
    key: "onPremApiKey",
  };
  return { service, tunnel, connection };
};

const chat = (connection: object, context: Fields = {}) =>
  run(
    "createChatCompletion",
    { connection, userPrompt: "Hello", requestOptions: { maxRetries: "0" } },
    context,
  );

const diagnosisOf = async (connection: object) =>
  (await run("diagnoseConnection", { connection })).data as {
    summary: string;
    checks: Array<{ check: string; status: string; detail: string; mend: string }>;
  };

describe("a connection by the on-premises agent", () => {
  it("reaches the service by its own name, in TLS and in the header Host", async () => {
    const { service, connection } = await plant();
    expect(await chat(connection)).toMatchObject({ data: { output_text: "Hello" } });
    expect(service.requests).toEqual([{ tlsName: name, host: name, authorization: testKey }]);
  });

  it("keeps its connection for the next step", async () => {
    const { tunnel, connection } = await plant();
    await chat(connection);
    await chat(connection);
    expect(tunnel.connections).toBe(1);
  });

  it.each([` ${name.toUpperCase()}. `, name])("takes the name of %j in place of an address", async (tls) => {
    const { service, connection } = await plant({ endpoint: "https://10.0.0.5:8443", tlsName: tls });
    expect(await chat(connection)).toMatchObject({ data: { output_text: "Hello" } });
    expect(service.requests).toEqual([{ tlsName: name, host: `${name}:8443`, authorization: testKey }]);
  });

  it("goes past the environment's proxy", async () => {
    process.env["HTTPS_PROXY"] = "http://127.0.0.1:9";
    try {
      const { connection } = await plant();
      expect(await chat(connection)).toMatchObject({ data: { output_text: "Hello" } });
    } finally {
      delete process.env["HTTPS_PROXY"];
    }
  });

  it("does not send the key to a host with another certificate", async () => {
    const { service, connection } = await plant({ endpoint: "https://other.plant.example" });
    const error = await failureOf(chat(connection));
    expect(error.message).toContain(
      "shows the certificate of another host than other.plant.example: check the host and port that the agent leads to, and TLS Name.",
    );
    expect(service.requests).toEqual([]);
  });

  it("does not send the key to an address without a name", async () => {
    const { service, connection } = await plant({ endpoint: "https://10.0.0.5" });
    expect((await failureOf(chat(connection))).message).toContain("and TLS Name.");
    expect(service.requests).toEqual([]);
  });

  it("trusts public authorities alone, unless the form names another", async () => {
    const { service, connection } = await plant({ trustedAuthority: "" });
    expect((await failureOf(chat(connection))).message).toContain(
      "enter its authority's certificate under Trusted Authority.",
    );
    expect(service.requests).toEqual([]);
  });

  it.each<[how: string, pem: (own: string) => string]>([
    ["in one line, with blanks", (own) => own.replace(/\s+/g, " ")],
    ["without line breaks", (own) => own.replaceAll("\n", "")],
    ["with line breaks as they are written", (own) => own.replaceAll("\n", "\\n")],
    ["with what tools write around it", (own) => `Bag Attributes\nsubject=/CN=x\n${own}\n`],
  ])("takes a certificate %s", async (_how, pem) => {
    const { service, connection } = await plant();
    const trustedAuthority = pem(service.certificate);
    await chat({ ...connection, fields: { ...connection.fields, trustedAuthority } });
    expect(service.requests).toHaveLength(1);
  });

  it("trusts a certificate that the service issued to itself, which is no authority's", async () => {
    const { service, connection } = await plant({}, name, false);
    expect(await chat(connection)).toMatchObject({ data: { output_text: "Hello" } });
    expect(service.requests).toHaveLength(1);
  });

  it("reads what it trusts once for all connections", async () => {
    const { connection } = await plant();
    const tunnel = readTunnel(connection.fields);
    const [one, other] = [1, 2].map(() => (tunnelAgent(tunnel, "https:", {}) as https.Agent).options);
    expect(one?.secureContext).toBeDefined();
    expect(other?.secureContext).toBe(one?.secureContext);
  });

  it.each([
    ["createChatCompletion", { userPrompt: "Hello" }],
    ["createCompletions", { messages: '["Hello", "Hi"]' }],
  ])("is left for another tunnel to the same service: %s", async (action, form) => {
    const broken = closing(await startTunnel(0));
    const { service, tunnel, connection } = await plant();
    const first = { ...connection, fields: { ...connection.fields, port: broken.port } };
    const params = { ...form, fallbackConnection: connection, requestOptions: { maxRetries: "0" } };
    await run(action, { connection: first, ...params });
    expect(service.requests.length).toBe(action === "createCompletions" ? 2 : 1);
    const tried = broken.connections;
    await run(action, { connection: first, ...params });
    expect([broken.connections, tunnel.connections > 0]).toEqual([tried, true]);
  });

  it("says that the service does not answer for the name", async () => {
    const { connection } = await plant({}, "models.plant.example");
    expect((await failureOf(chat(connection))).message).toContain(
      `does not answer for ${name}: check Endpoint, TLS Name, and the host and port that the agent leads to.`,
    );
  });

  it("says that the agent does not run, where the tunnel gives no way", async () => {
    const broken = closing(await startTunnel(0));
    const { connection } = await plant({ port: String(broken.port) });
    expect((await failureOf(chat(connection))).message).toContain(
      `The on-premises agent's tunnel at 127.0.0.1:${broken.port} gives no way to ${name}: check that the agent runs`,
    );
  });

  it("keeps its key out of errors and logs", async () => {
    const { connection } = await plant({ endpoint: "https://other.plant.example" });
    const exposure = await exposureOf((captured) => chat(connection, debugContext(captured)));
    expect(leaksIn(exposure, [testKey])).toEqual([]);
  });
});

describe("a diagnosis by the on-premises agent", () => {
  it("passes DNS and TLS, and tells of the agent", async () => {
    const { checks } = await diagnosisOf((await plant()).connection);
    expect(checks.slice(0, 2)).toMatchObject([
      {
        check: "DNS",
        status: "pass",
        detail: `The on-premises agent leads to ${name}: nothing to look up here.`,
      },
      { check: "TLS", status: "pass", detail: expect.stringContaining("By the on-premises agent.") },
    ]);
  });

  it("fails TLS with another certificate, and with a tunnel that gives no way", async () => {
    const other = await diagnosisOf((await plant({ endpoint: "https://other.plant.example" })).connection);
    expect(other.summary).toMatch(/^TLS failed: .*another host than other\.plant\.example/);
    const broken = closing(await startTunnel(0));
    const gone = await diagnosisOf((await plant({ port: broken.port })).connection);
    expect(gone.summary).toMatch(/^TLS failed: .*check that the agent runs/);
  });
});

describe("the fields of the tunnel", () => {
  it.each<[fields: Fields, message: string]>([
    [{ host: "" }, "Host: it is empty. Choose an on-premises agent for the connection, which fills it in."],
    [
      { host: "https://plant.example/x" },
      'Host: "https://plant.example/x" is not a host. Choose an on-premises agent',
    ],
    [{ port: "" }, "Port: "],
    [{ port: "70000" }, 'Port: "70000" is not a port. Enter a number from 1 to 65535, often 443.'],
    [{ tlsName: "10.0.0.5" }, 'TLS Name: "10.0.0.5" is an address'],
    [{ tlsName: "plant example" }, 'TLS Name: "plant example" is not a name.'],
    [{ trustedAuthority: "secret" }, "Trusted Authority: it is not the certificate of an authority."],
  ])("%j are refused before anything is sent", async (fields, message) => {
    const { tunnel, connection } = await plant(fields);
    const error = await failureOf(chat(connection));
    expect(error.name).toBe("ConnectionError");
    expect(error.message).toContain(message);
    expect(tunnel.connections).toBe(0);
  });
});
