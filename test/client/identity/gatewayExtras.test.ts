import { chatAnswer } from "../../support/answers";
import { failureOf, keyConnection, run, testKey } from "../../support/connector";
import { useServer } from "../../support/hooks";

const server = useServer([chatAnswer()]);

type Fields = Record<string, unknown>;
type Pairs = Array<{ key: unknown; value: unknown }>;
const chat = (fields: Fields, path = "") =>
  run("createChatCompletion", {
    connection: keyConnection(`${server.url}${path}`, fields),
    userPrompt: "Hello",
  });
const raw = (fields: Fields, params: Fields = {}, path = "") =>
  run("rawRequest", {
    connection: keyConnection(`${server.url}${path}`, fields),
    url: "/v1/models",
    method: "GET",
    ...params,
  });
const sentHeaders = () => server.requests.at(-1)?.headers ?? {};
const sentQuery = () => [...new URL(server.requests.at(-1)?.url ?? "", server.url).searchParams];
const many = (count: number, prefix = "x-extra"): Pairs =>
  Array.from({ length: count }, (_, index) => ({ key: `${prefix}-${index}`, value: String(index) }));

describe("extra headers", () => {
  it.each<[form: string, extraHeaders: unknown]>([
    [
      "a list",
      [
        { key: "X-Team", value: "finance" },
        { key: " x-cost ", value: " 7 " },
      ],
    ],
    ["an object", { "X-Team": "finance", "x-cost": 7 }],
    [
      "a list with gaps",
      [null, { key: "", value: "x" }, { key: "x-team", value: "finance" }, { key: "x-cost", value: 7 }],
    ],
  ])("given as %s go out with typed calls and raw ones", async (_form, extraHeaders) => {
    const expected = { "x-team": "finance", "x-cost": "7", "api-key": testKey };
    await chat({ extraHeaders });
    expect(sentHeaders()).toMatchObject(expected);
    await raw({ extraHeaders });
    expect(sentHeaders()).toMatchObject(expected);
  });

  it.each([undefined, null, "", [], {}, "x-team: finance"])(
    "are not sent when the input holds %j",
    async (extraHeaders) => {
      await chat({ extraHeaders });
      expect(Object.keys(sentHeaders()).filter((name) => name.startsWith("x-"))).toEqual([]);
    },
  );

  it("of the step win over those of the connection", async () => {
    await raw({ extraHeaders: { "x-team": "finance", "x-cost": "7" } }, { headers: { "X-Team": "sales" } });
    expect(sentHeaders()).toMatchObject({ "x-team": "sales", "x-cost": "7" });
  });

  it("go with neither content type nor length of a body", async () => {
    await chat({ extraHeaders: { accept: "text/plain" } });
    expect(sentHeaders()).toMatchObject({ "content-type": "application/json", accept: "application/json" });
  });

  it("are ten at most on Azure, where eleven are refused before anything is sent", async () => {
    await chat({ extraHeaders: many(10) });
    expect(server.requests).toHaveLength(1);
    for (const apiVersion of ["v1", "2024-10-21"]) {
      const error = await failureOf(chat({ extraHeaders: many(11), apiVersion }));
      expect(error).toMatchObject({
        name: "ConnectionError",
        message: "Extra Headers: there are 11. Azure takes 10 custom headers at most: remove some.",
      });
    }
    expect(server.requests).toHaveLength(1);
  });

  it("are as many as one likes elsewhere", async () => {
    await chat({ extraHeaders: many(30) }, "/v1");
    expect(sentHeaders()).toMatchObject({ "x-extra-0": "0", "x-extra-29": "29" });
  });

  it("and those of a raw step are ten together, the same name counted once", async () => {
    const headers = [
      ...many(4, "x-step"),
      { key: "x-extra-0", value: "again" },
      { key: "accept", value: "*/*" },
    ];
    await raw({ extraHeaders: many(6) }, { headers });
    expect(sentHeaders()).toMatchObject({ "x-extra-0": "again", "x-step-3": "3" });
    const error = await failureOf(raw({ extraHeaders: many(6) }, { headers: many(5, "x-step") }));
    expect(error.message).toBe(
      'Headers: "11 headers" is not accepted. Azure takes 10 custom headers at most, those of the connection counted: remove some.',
    );
    expect(server.requests).toHaveLength(1);
    await raw({ extraHeaders: many(6) }, { headers: many(5, "x-step") }, "/v1");
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    "api-key",
    "proxy-authorization",
    "Host",
    "content-length",
    "Content-Type",
    "transfer-encoding",
    "connection",
    "accept-encoding",
    "ocp-apim-subscription-key",
  ])("with %s among them are refused: the connection sets it", async (name) => {
    const fields = { subscriptionKey: "gateway-key-0123", extraHeaders: [{ key: name, value: "x" }] };
    expect(await failureOf(chat(fields))).toMatchObject({
      name: "ConnectionError",
      message: `Extra Headers: remove "${name}": the connection sets it.`,
    });
    expect(server.requests).toEqual([]);
  });

  it("with Authorization among them are told where it belongs", async () => {
    const error = await failureOf(chat({ extraHeaders: { Authorization: "Basic dXNlcjpwYXNz" } }));
    expect(error.message).toBe(
      'Extra Headers: remove "Authorization": enter its value under Subscription Key, and Authorization under Subscription Key Header.',
    );
    expect(await failureOf(chat({ extraHeaders: { Authorization: "x" } }, "/v1"))).toMatchObject({
      message: 'Extra Headers: remove "Authorization": the connection sets it.',
    });
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["__proto__", "__proto__", '"__proto__"'],
    ["__PROTO__", "__PROTO__", '"__PROTO__"'],
    ["a line break", "x-team\r\nx-injected", "a header"],
    ["a null character and much more", `x\u0000${"y".repeat(500)}`, "a header"],
  ])("with a name that has %s are refused on one line", async (_what, key, shown) => {
    const error = await failureOf(chat({ extraHeaders: [{ key, value: "v4lue" }] }));
    expect(error.message).toBe(
      `Extra Headers: ${shown} has a character in its name or value that headers can't have.`,
    );
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["a space in a name", { "x team": "finance" }, "x team"],
    ["a line break in a value", { "x-team": "a\nb" }, "x-team"],
    ["a letter beyond Latin-1", { "x-team": "финансы" }, "x-team"],
  ])("with %s are refused by name, the value not shown", async (_what, extraHeaders, name) => {
    const error = await failureOf(chat({ extraHeaders }));
    expect(error.message).toBe(
      `Extra Headers: "${name}" has a character in its name or value that headers can't have.`,
    );
    expect(server.requests).toEqual([]);
  });
});

describe("extra query parameters", () => {
  const extraQuery = { tier: "gold", route: "a b&c" };
  const expected = [
    ["tier", "gold"],
    ["route", "a b&c"],
  ];

  it("go out with typed calls, behind the version", async () => {
    await chat({ extraQuery, apiVersion: "2024-10-21" });
    expect(sentQuery()).toEqual([["api-version", "2024-10-21"], ...expected]);
  });

  it("go out with raw calls, behind the step's own", async () => {
    await raw(
      { extraQuery: Object.entries(extraQuery).map(([key, value]) => ({ key, value })) },
      {
        queryParams: { limit: "20" },
      },
    );
    expect(sentQuery()).toEqual([["limit", "20"], ...expected]);
  });

  it("are spelled as a URL spells them, names and values", async () => {
    await raw({ extraQuery: { "my tier": "a+b c%20ü", "x&y=z": "#1" } });
    expect(sentQuery()).toEqual([
      ["my tier", "a+b c%20ü"],
      ["x&y=z", "#1"],
    ]);
  });

  it("may come with the pasted endpoint, and are sent as they were pasted there", async () => {
    await chat({}, "/openai/v1?my%20sig=a%2Bb+c/d==&t%26u=%C3%BC");
    expect(server.requests[0]?.url).toContain("?my%20sig=a%2Bb+c/d==&t%26u=%C3%BC");
  });

  it("may come with the pasted endpoint, and the field wins over one of the same name", async () => {
    await chat({ extraQuery: { tier: "silver" } }, "/openai/v1?tier=gold&team=finance");
    expect(sentQuery()).toEqual([
      ["team", "finance"],
      ["tier", "silver"],
    ]);
  });

  it("give way to the step's own of the same name, as headers do", async () => {
    await raw({ extraQuery }, { queryParams: { tier: "bronze" } });
    expect(sentQuery()).toEqual([
      ["tier", "bronze"],
      ["route", "a b&c"],
    ]);
  });

  it.each([{ "a\ud800": "x" }, { a: "x\udc00" }])(
    "with half a character are refused: %j",
    async (extraQuery) => {
      const error = await failureOf(chat({ extraQuery }));
      expect(error.message).toMatch(
        /^Extra Query Parameters: ("a"|a name) has half a character in its name or value\.$/,
      );
      expect(server.requests).toEqual([]);
    },
  );

  it.each(["api-version", "API-Version"])("with %s are refused: it has a field", async (name) => {
    expect(await failureOf(chat({ extraQuery: { [name]: "2024-10-21" } }))).toMatchObject({
      name: "ConnectionError",
      message: "Extra Query Parameters: remove api-version: it has a field of its own, API Version.",
    });
    expect(server.requests).toEqual([]);
  });
});
