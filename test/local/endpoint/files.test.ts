import OpenAI, { AzureOpenAI, toFile } from "openai";
import { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "../../../local/endpoint";
import { parseMultipart } from "../../../local/endpoint/server/parseMultipart";
import { call, resourcePaths, StandingClock, uploadTo } from "./support";

let endpoint: LocalEndpoint;

afterEach(() => endpoint?.close());

const start = async (options: LocalEndpointOptions = {}): Promise<StandingClock> => {
  const clock = new StandingClock();
  endpoint = await startLocalEndpoint({ clock, ...options });
  return clock;
};

const sdk = () =>
  new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/openai/v1`, maxRetries: 0 });

const expiry = (seconds: string, anchor = "created_at") => ({
  "expires_after[anchor]": anchor,
  "expires_after[seconds]": seconds,
});

describe("the openai SDK", () => {
  test("uploads, reads, lists and deletes a file", async () => {
    await start();
    const file = await sdk().files.create({
      file: await toFile(Buffer.from('{"a":"ü"}\r\n'), "lines.jsonl", { type: "application/json" }),
      purpose: "batch",
      expires_after: { anchor: "created_at", seconds: 1_209_600 },
    });
    expect(file).toMatchObject({
      ...{ object: "file", purpose: "batch", status: "processed", filename: "lines.jsonl", bytes: 12 },
      expires_at: file.created_at + 1_209_600,
    });
    expect(await (await sdk().files.content(file.id)).text()).toBe('{"a":"ü"}\r\n');
    expect(await sdk().files.retrieve(file.id)).toEqual(file);
    expect((await sdk().files.list()).data).toEqual([file]);
    expect(await sdk().files.delete(file.id)).toEqual({ id: file.id, object: "file", deleted: true });
    const { status, body } = await call(endpoint, `/openai/v1/files/${file.id}`);
    expect([status, body.error.code]).toEqual([404, "ResourceNotFound"]);
  });

  test("pages through a list on a dated version", async () => {
    await start();
    for (const content of ["1", "22", "333"]) await uploadTo(endpoint, content, undefined, "azureDated");
    const azure = new AzureOpenAI({
      ...{ apiKey: endpoint.apiKey, endpoint: endpoint.url, apiVersion: "2024-10-21" },
    });
    const sizes: number[] = [];
    for await (const { bytes } of azure.files.list({ limit: 2 })) sizes.push(bytes);
    expect(sizes).toEqual([3, 2, 1]);
  });
});

describe("a list", () => {
  test("is ordered and narrowed as asked", async () => {
    await start();
    for (const purpose of ["batch", "fine-tune", "batch"]) await uploadTo(endpoint, purpose, { purpose });
    const { body } = await call(endpoint, "/openai/v1/files?order=asc&purpose=batch&limit=1");
    expect(body).toMatchObject({ object: "list", has_more: true, data: [{ purpose: "batch" }] });
    expect([body.first_id, body.last_id]).toEqual([body.data[0].id, body.data[0].id]);
    const next = await call(
      endpoint,
      `/openai/v1/files?order=asc&purpose=batch&limit=1&after=${body.last_id}`,
    );
    expect([next.body.data.length, next.body.has_more]).toEqual([1, false]);
  });

  test.each(["limit=0", "limit=10001", "limit=x", "order=newest", "after=file-none"])(
    "is refused with %s",
    async (query) => {
      await start();
      const { status, body } = await call(endpoint, `/openai/v1/files?${query}`);
      expect([status, body.error.param]).toEqual([400, query.split("=")[0]]);
    },
  );
});

describe("an upload", () => {
  test.each([
    ["without a purpose", {}, "purpose"],
    ["with an unknown purpose", { purpose: "holiday" }, "purpose"],
    ["with a purpose that OpenAI alone has", { purpose: "vision" }, "purpose"],
    ["that expires too early", { purpose: "batch", ...expiry("1209599") }, "expires_after.seconds"],
    ["that expires too late", { purpose: "batch", ...expiry("2592001") }, "expires_after.seconds"],
    ["that expires at no time", { purpose: "batch", ...expiry("soon") }, "expires_after.seconds"],
    [
      "with dotted names, as the documents write them",
      { purpose: "batch", "expires_after.anchor": "created_at", "expires_after.seconds": "5" },
      "expires_after.seconds",
    ],
    ["with another anchor", { purpose: "batch", ...expiry("1209600", "now") }, "expires_after.anchor"],
    [
      "with half an expiry",
      { purpose: "batch", "expires_after[seconds]": "1209600" },
      "expires_after.anchor",
    ],
  ])("%s is refused on Azure", async (_, fields, param) => {
    await start();
    const { status, body } = await uploadTo(endpoint, "1", fields);
    expect([status, body.error.param]).toEqual([400, param]);
  });

  test("without a file is refused", async () => {
    await start();
    const { status, body } = await uploadTo(endpoint, undefined, { purpose: "batch", file: "text" });
    expect([status, body.error.param]).toEqual([400, "file"]);
  });

  test("that is no form is refused", async () => {
    await start();
    expect((await call(endpoint, "/openai/v1/files", { purpose: "batch" })).status).toBe(400);
  });

  test("may expire after an hour at OpenAI, and no earlier", async () => {
    await start();
    const upload = (seconds: string) =>
      uploadTo(endpoint, "1", { purpose: "user_data", ...expiry(seconds) }, "openai");
    expect((await upload("3600")).status).toBe(200);
    expect((await upload("3599")).status).toBe(400);
  });

  test("is gone once it has expired", async () => {
    const clock = await start();
    const { body } = await uploadTo(endpoint, "1", { purpose: "batch", ...expiry("1209600") });
    clock.advance(1_209_599_000);
    expect((await call(endpoint, `/openai/v1/files/${body.id}`)).status).toBe(200);
    clock.advance(1000);
    expect((await call(endpoint, `/openai/v1/files/${body.id}`)).status).toBe(404);
    expect((await call(endpoint, "/openai/v1/files")).body.data).toEqual([]);
  });

  test("is pending on Azure for as long as the endpoint is told", async () => {
    const clock = await start({ files: { pendingMs: 5000 } });
    const { body } = await uploadTo(endpoint, "1");
    expect(body.status).toBe("pending");
    const status = async (api: keyof typeof resourcePaths) =>
      (await call(endpoint, resourcePaths[api](`/files/${body.id}`))).body.status;
    expect([await status("azureDated"), await status("openai")]).toEqual(["pending", "processed"]);
    clock.advance(5000);
    expect(await status("azureV1")).toBe("processed");
  });

  test("above the size allowed is refused", async () => {
    await start({ files: { maximumBytes: 10 } });
    expect((await uploadTo(endpoint, "1234567890")).status).toBe(200);
    const { status, body } = await uploadTo(endpoint, "12345678901");
    expect([status, body.error.code]).toEqual([413, "file_too_large"]);
  });

  test("of many megabytes comes back whole, and its record is short", async () => {
    await start();
    const content = new Uint8Array(30 * 1024 * 1024).map((_, index) => (index * 7) % 251);
    const { body } = await uploadTo(endpoint, content);
    expect(body.bytes).toBe(content.length);
    expect(endpoint.requests[0]?.bodyText.length).toBe(8 * 1024 * 1024);
    const back = await (await sdk().files.content(body.id)).arrayBuffer();
    expect(Buffer.from(back).equals(Buffer.from(content))).toBe(true);
  });
});

describe("a form", () => {
  const parse = (body: string, contentType = "multipart/form-data; boundary=xx") =>
    parseMultipart(contentType, Buffer.from(body))?.map(({ bytes, ...part }) => ({
      ...part,
      text: bytes.toString(),
    }));

  test("is taken apart with the names as clients escape them", () => {
    const body = [
      "--xx\r\nContent-Disposition: form-data; name=purpose\r\n\r\nbatch",
      '--xx\r\ncontent-disposition: form-data; name="file"; filename="a \\"b\\" %22c%22 ü.jsonl"\r\nContent-Type: text/plain\r\n\r\n1 --xx\r\n\r\n',
      "--xx--\r\n",
    ].join("\r\n");
    expect(parse(body, 'multipart/form-data; charset=utf-8; boundary="xx"')).toEqual([
      { name: "purpose", text: "batch" },
      {
        name: "file",
        fileName: 'a "b" "c" ü.jsonl',
        contentType: "text/plain",
        text: "1 --xx\r\n\r\n",
      },
    ]);
  });

  test("may be empty", () => {
    expect(parse("--xx--\r\n")).toEqual([]);
  });

  test.each([
    ["has no boundary", "--xx--\r\n", "multipart/form-data"],
    ["has another boundary", "--yy--\r\n", undefined],
    ["stops in the middle", '--xx\r\ncontent-disposition: form-data; name="a"\r\n\r\n1', undefined],
    ["has a part without headers", "--xx\r\n1\r\n--xx--\r\n", undefined],
    ["has a part without a name", "--xx\r\nx: y\r\n\r\n1\r\n--xx--\r\n", undefined],
  ])("is none when it %s", (_, body, contentType) => {
    expect(parse(body, contentType)).toBeUndefined();
  });
});
