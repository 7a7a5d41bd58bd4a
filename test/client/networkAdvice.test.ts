import { createStep } from "../../src/client/createStep";
import type { Endpoint } from "../../src/client/endpoint/endpoint";
import { networkAdvice } from "../../src/client/errors/networkAdvice";
import { keyConnection, silentLogger } from "../support/connector";

const adviceAt = (address: string, code: string): string => {
  const connection = keyConnection(address);
  const { endpoint } = createStep({ logger: silentLogger }, { action: "Ask", connection }, connection);
  return networkAdvice({
    ...{ outcome: { type: "network", code, phase: "connect", detail: "" }, endpoint, path: "" },
    ...{ facts: { kind: "network", attempts: 1 }, nowMs: 0, connectionKey: "apiKey" },
    ...{ isRaw: false, isGateway: false },
  });
};

test.each([
  ["ENOTFOUND", /^No host has the name gateway\.example\.com: /],
  ["EAI_AGAIN", /^The name gateway\.example\.com could not be looked up: /],
  ["ECONNREFUSED", /^Nothing listens at gateway\.example\.com:8443: /],
  ["ETIMEDOUT", /^Nothing answers at gateway\.example\.com:8443: /],
])("the port of an endpoint is part of no name, and of an address: %s", (code, words) => {
  expect(adviceAt("https://gateway.example.com:8443/v1", code)).toMatch(words);
});

test("what the address is of is named: the host of Azure Resource Manager is no Endpoint", () => {
  const connection = keyConnection("https://my-resource.openai.azure.com");
  const { endpoint } = createStep({ logger: silentLogger }, { action: "Ask", connection }, connection);
  const origin = "https://management.example.com";
  const managed = { ...endpoint, origin, api: "management" } as unknown as Endpoint;
  const advice = networkAdvice({
    ...{ outcome: { type: "network", code: "ECONNREFUSED", phase: "connect", detail: "" }, path: "" },
    ...{ facts: { kind: "network", attempts: 1 }, nowMs: 0, connectionKey: "entraServicePrincipal" },
    ...{ isRaw: false, isGateway: false, endpoint: managed },
  });
  expect(advice).toBe("Nothing listens at management.example.com: check Resource Manager Host and its port.");
});
