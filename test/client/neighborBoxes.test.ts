import { definition } from "../../scripts/documentation/definition";
import { passwordFields } from "../../src/client/identity/passwordFields";
import { debugContext, failureOf, run } from "../support/connector";
import { exposureOf, shownByError } from "../support/leaks";
import { pastedConnection } from "./identity/tokens";

const keys = {
  "a key of Azure": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
  "a key of OpenAI": "sk-proj-4bC5dE6fG7hI8jK9lM0n",
  "a client secret": "Q~8aZ.tYx-1_bcDEfghIJklmnOPqrSTu",
  "a gateway's key": "Gw7-kEy5-9xYz",
};

const base = {
  apiKey: { key: "apiKey", fields: { apiKey: "entered-key-0123456789" } },
  entraServicePrincipal: {
    key: "entraServicePrincipal",
    fields: { tenantId: "contoso.example", clientId: "app", clientSecret: "entered~secret~0123456789" },
  },
};

/** Fields that refuse what they can't use, beside those that take any text. */
const boxes: Array<[kind: keyof typeof base, box: string, spell: (key: string) => unknown]> = [
  ["apiKey", "apiVersion", (key) => key],
  ["apiKey", "endpoint", (key) => key],
  ["apiKey", "endpoint", (key) => `https://127.0.0.1:1, ${key}`],
  ["apiKey", "endpoint", (key) => `https://127.0.0.1:1/ ${key}`],
  ["apiKey", "endpoint", (key) => `${key} with a blank`],
  ["apiKey", "extraHeaders", (key) => [{ key: `${key} x`, value: "1" }]],
  ["entraServicePrincipal", "audience", (key) => key],
  ["entraServicePrincipal", "audience", (key) => `"${key}/.default"`],
  ["entraServicePrincipal", "authorityHost", (key) => `http://${key}`],
  ["entraServicePrincipal", "managementHost", (key) => `ftp://${key}/`],
  ["entraServicePrincipal", "cloud", (key) => key],
  ["entraServicePrincipal", "tenantId", (key) => `${key} `.repeat(2)],
];

const failureWith = (kind: keyof typeof base, fields: Record<string, unknown>) => {
  const { key, fields: own } = base[kind];
  const connection = {
    key,
    configVarKey: "Azure OpenAI",
    fields: {
      defaultModel: "gpt-5.4",
      endpoint: "https://127.0.0.1:1",
      apiVersion: "v1",
      organization: "",
      ...own,
      ...fields,
    },
  };
  return failureOf(run("createChatCompletion", { connection, model: "m", userPrompt: "Hello" }));
};

describe.each(Object.entries(keys))("%s", (_what, secret) => {
  // A gateway's key may be the name of a resource as well.
  const refused = boxes.filter(
    ([, box, spell]) =>
      !(secret === keys["a gateway's key"] && box === "endpoint" && spell(secret) === secret),
  );
  it.each(refused)("of %s in the box %s is not shown by the refusal", async (kind, box, spell) => {
    const error = await failureWith(kind, { [box]: spell(secret) });
    expect(error.name).toBe("ConnectionError");
    expect(shownByError(error).toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe("a key behind what makes a host's name of it", () => {
  const { "a gateway's key": _hostLike, ...told } = keys;

  it.each(
    Object.values(told).flatMap((key) => [
      `https://${key}`,
      `https://${key}/openai/v1`,
      `//${key}`,
      `KEY=${key}`,
    ]),
  )("%s is refused as Endpoint, asked for nowhere and not shown", async (endpoint) => {
    const error = await failureWith("apiKey", { endpoint });
    expect(error.name).toBe("ConnectionError");
    expect(error.message).toMatch(/^Endpoint: /);
    for (const key of Object.values(told))
      expect(shownByError(error).toLowerCase()).not.toContain(key.toLowerCase());
  });
});

describe("a key in the path of the address", () => {
  const key = keys["a key of OpenAI"];

  it.each(["createChatCompletion", "diagnoseConnection"])("is not told by %s", async (action) => {
    const connection = pastedConnection(`http://127.0.0.1:1/${key}/openai/v1`, "token");
    const step = { connection, model: "m", userPrompt: "Hello", requestOptions: { maxRetries: "0" } };
    const { logged, output } = await exposureOf((captured) => run(action, step, debugContext(captured)));
    expect(output).toContain("127.0.0.1:1");
    expect(`${logged}${output}`).not.toContain(key);
  });
});

it.each([
  ["rawRequest", "method", (key: string) => key],
  ["createImage", "imageSize", (key: string) => key],
  ["createCompletions", "messages", (key: string) => `[${key}]`],
])(
  "a key of OpenAI in the input of %s for its %s is not shown by the refusal",
  async (action, input, spell) => {
    const key = keys["a key of OpenAI"];
    const connection = pastedConnection("http://127.0.0.1:1", "token");
    const step = {
      connection,
      model: "m",
      prompt: "x",
      url: "/v1/models",
      method: "GET",
      [input]: spell(key),
    };
    const error = await failureOf(run(action, step));
    expect(error.message).toContain("[redacted]");
    expect(shownByError(error)).not.toContain(key.slice(0, 14));
  },
);

describe("what stands in a password field, though it looks like a word,", () => {
  const word = "open-sesame";
  it.each(boxes)("of %s in the box %s as well is not shown", async (kind, box, spell) => {
    const error = await failureWith(kind, { [box]: spell(word), subscriptionKey: word });
    expect(shownByError(error).toLowerCase()).not.toContain(word);
  });

  it("is not shown by a diagnosis", async () => {
    const connection = pastedConnection(`https://127.0.0.1:1/ ${word}`, "token", {
      subscriptionKey: `"${word}",`,
    });
    const { data } = await run("diagnoseConnection", { connection });
    expect(JSON.stringify(data)).toContain("Endpoint");
    expect(JSON.stringify(data)).not.toContain(word);
  });
});

it("every password field of the forms is among them", () => {
  const forms = definition.connection;
  const fields = forms.flatMap(({ inputs }) =>
    inputs.filter(({ type }) => type === "password").map(({ key }) => key),
  );
  expect(new Set(fields)).toEqual(new Set(passwordFields));
});
