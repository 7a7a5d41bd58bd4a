import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

const image = { body: { created: 1, data: [{ b64_json: "iVBORw0KGgo=" }] } };
const list = { body: { object: "list", data: [] } };

const connectionAt = (path: string, fields: Record<string, unknown> = {}) =>
  keyConnection(`${server.url}${path}`, fields);

type Row = [pasted: string, images: string, files: string];

const dated = "api-version=2024-10-21";
const cloudflare = "/v1/a/g/azure-openai/res";

const rows: Row[] = [
  ["/x/chat/completions", "/x/images/generations", "/x/files"],
  ["/openai/v1/chat/completions", "/openai/v1/images/generations?api-version=preview", "/openai/v1/files"],
  ["/api/v1/chat/completions", "/api/v1/images/generations", "/api/v1/files"],
  [
    `/aoai/deployments/gpt-4o/chat/completions?${dated}`,
    `/aoai/deployments/my-images/images/generations?${dated}`,
    `/aoai/files?${dated}`,
  ],
  [
    `/OpenAI/deployments/gpt-4o/chat/completions?${dated}`,
    `/OpenAI/deployments/my-images/images/generations?${dated}`,
    `/OpenAI/files?${dated}`,
  ],
  [`/openai/chat/completions?${dated}`, `/openai/images/generations?${dated}`, `/openai/files?${dated}`],
  [
    "/foundry/models/chat/completions?api-version=2024-05-01-preview",
    "/foundry/models/images/generations?api-version=2024-05-01-preview",
    "/foundry/models/files?api-version=2024-05-01-preview",
  ],
  [
    `${cloudflare}/dep/chat/completions?${dated}`,
    `${cloudflare}/my-images/images/generations?${dated}`,
    `${cloudflare}/dep/files?${dated}`,
  ],
];

describe("the other operations of a pasted target go where the same rule puts them", () => {
  it.each(rows)("%s", async (pasted, images, files) => {
    server.script(image);
    await run("createImage", { connection: connectionAt(pasted), model: "my-images", prompt: "A cat" });
    expect(server.requests.map(({ url }) => url)).toEqual([images]);
    server.script(list);
    await run("listFiles", { connection: connectionAt(pasted) });
    expect(server.requests[0]?.url.replace(/[?&]limit=\d+/, "").replace(/files&/, "files?")).toBe(files);
  });
});

describe("a raw request to a pasted target", () => {
  const raw = (pasted: string, url: string, data?: unknown) => {
    server.script({ body: { object: "list", data: [{}], choices: [{}] } });
    return run("rawRequest", {
      connection: connectionAt(pasted),
      url,
      method: data ? "POST" : "GET",
      ...(data ? { data } : {}),
    });
  };

  it.each<[pasted: string, url: string, sent: string]>([
    ["/x/chat/completions", "/v1/chat/completions", "/x/chat/completions"],
    ["/x/chat/completions", "/x/chat/completions", "/x/chat/completions"],
    ["/x/chat/completions", "/openai/v1/responses/r", "/x/responses/r"],
    [`/openai/chat/completions?${dated}`, "/chat/completions", `/openai/chat/completions?${dated}`],
    [
      `/aoai/deployments/gpt-4o/chat/completions?${dated}`,
      "/v1/chat/completions",
      `/aoai/deployments/m/chat/completions?${dated}`,
    ],
    [
      `/aoai/deployments/gpt-4o/chat/completions?${dated}`,
      "/openai/deployments/d/chat/completions",
      `/aoai/deployments/d/chat/completions?${dated}`,
    ],
    [
      `/aoai/deployments/gpt-4o/chat/completions?${dated}`,
      "/aoai/deployments/d/chat/completions",
      `/aoai/deployments/d/chat/completions?${dated}`,
    ],
    [
      `${cloudflare}/dep/chat/completions?${dated}`,
      "/chat/completions",
      `${cloudflare}/m/chat/completions?${dated}`,
    ],
    ["/v1beta/openai", "/openai/v1/models", "/v1beta/openai/v1/models"],
  ])("%s: %s goes to %s", async (pasted, url, sent) => {
    await raw(pasted, url, { model: "m", messages: [] });
    expect(server.requests[0]?.url).toBe(sent);
  });
});

describe("Organization", () => {
  const chat = (fields: Record<string, unknown>) => {
    server.script({ body: { choices: [{ message: { content: "x" } }] } });
    return run("createChatCompletion", { connection: connectionAt("/v1", fields), userPrompt: "Hello" });
  };

  it.each(["org-abc", ' "org-abc", ', "org-abc\u200b"])(
    "%j is sent as the id in it",
    async (organization) => {
      await chat({ organization });
      expect(server.requests[0]?.headers["openai-organization"]).toBe("org-abc");
    },
  );

  it("that names a resource is not sent to a server that speaks like OpenAI", async () => {
    await chat({ organization: "my-resource" });
    expect(server.requests[0]?.headers["openai-organization"]).toBeUndefined();
  });

  it.each(["org-\u2603", "org-a b", "org-a\r\nx: y"])("%j is refused by its field", async (organization) => {
    const error = await failureOf(chat({ organization }));
    expect(error.message).toMatch(/^Organization: .* is not the id of an organization of OpenAI\./);
    expect(server.requests).toEqual([]);
  });
});
