import { StepRun } from "../../../local/workbench/server/runs/StepRun";
import type { Comparison } from "../../../local/workbench/wire/comparison";
import type { ResultNode } from "../../../local/workbench/wire/run";
import { shareWorkbench } from "../support/workbench";
import { runUntilEnd } from "./runUntilEnd";

const bench = shareWorkbench();

/** A run of the history that gave this, as steps of other components or services could. */
const runWith = (value: unknown, key = "rawRequest"): string => {
  const run = new StepRun(key, "Raw Request", { kind: "action", key, form: {}, connections: {} });
  run.succeed({ value });
  bench.workbench.runs.add(run);
  return `/api/runs/${run.id}`;
};

const nodeAt = async (run: string, query = ""): Promise<ResultNode> =>
  (await (await bench.get(`${run}/result?${query}`)).json()) as ResultNode;

const at = (path: string, more = ""): string => `path=${encodeURIComponent(path)}${more}`;

test("a step's result is a tree, a level at a time", async () => {
  const { id } = await runUntilEnd(bench, {
    kind: "action",
    key: "createChatCompletion",
    form: { userPrompt: { value: "What is 6 times 7?" } },
    connections: { connection: "local" },
  });
  const root = await nodeAt(`/api/runs/${id}`);
  expect(root).toMatchObject({ kind: "object", offset: 0 });
  const choices = root.children?.find(({ name }) => name === "choices");
  expect(choices?.node).toEqual({ kind: "list", size: 1 });
  expect(await nodeAt(`/api/runs/${id}`, at("choices[0].message.content"))).toEqual({
    kind: "text",
    value: "42",
    size: 2,
  });
});

describe("a long list", () => {
  const list = Array.from({ length: 100_000 }, (_, index) => ({ index, text: "x".repeat(1_000) }));

  test("is answered in pages of at most 200 entries, wherever they are", async () => {
    const run = runWith({ list });
    const answer = await bench.get(`${run}/result?${at("list", "&offset=99900&count=100000")}`);
    const text = await answer.text();
    expect(text.length).toBeLessThan(20_000);
    const node = JSON.parse(text) as ResultNode;
    expect(node).toMatchObject({ kind: "list", size: 100_000, offset: 99_900 });
    expect(node.children).toHaveLength(100);
    expect(node.children?.at(-1)).toEqual({ name: "99999", node: { kind: "object", size: 2 } });
    expect((await nodeAt(run, at("list", "&count=100000"))).children).toHaveLength(200);
  });
});

test("a long text is answered in pieces", async () => {
  const text = `begin${"é".repeat(50_000)}end`;
  const run = runWith({ text });
  const [inList] = (await nodeAt(run)).children ?? [];
  expect(inList?.node).toMatchObject({ kind: "text", value: text.slice(0, 300), size: text.length });
  const pieces = [];
  for (let offset = 0; offset < text.length; offset += 20_000) {
    pieces.push((await nodeAt(run, at("text", `&offset=${offset}&count=99999999`))).value);
  }
  expect(pieces.map((piece) => String(piece).length)).toEqual([20_000, 20_000, 10_008]);
  expect(pieces.join("")).toBe(text);
});

test("odd names lead to their values, and none of them to what a value only inherits", async () => {
  const odd = { "a.b": 1, "": 2, 'quo"te': 3, "[0]": 4, "line\nbreak": 5, 7: 6 };
  const run = runWith({ odd, none: null, not: undefined, number: Number.NaN, date: new Date(0) });
  for (const [name, value] of Object.entries(odd)) {
    expect(await nodeAt(run, at(`odd[${JSON.stringify(name)}]`))).toEqual({ kind: "number", value });
  }
  expect(await nodeAt(run, at("constructor"))).toEqual({ kind: "absent" });
  expect(await nodeAt(run, at("__proto__.toString"))).toEqual({ kind: "absent" });
  const kinds = (await nodeAt(run)).children?.map(({ node }) => [node.kind, node.value]);
  expect(kinds?.slice(1)).toEqual([
    ["null", undefined],
    ["absent", undefined],
    ["number", "NaN"],
    ["text", "1970-01-01T00:00:00.000Z"],
  ]);
});

test.each(["a[", "[x]", '["\\x"]', `${"a.".repeat(70)}a`, '"'])("%j is refused as a path", async (path) => {
  const answer = await bench.get(`${runWith({})}/result?${at(path)}`);
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { message: expect.stringMatching(/is no path: write it such as|more than 64 levels deep/) },
  ]);
});

describe("a part to copy", () => {
  const copied = (run: string, path: string) => bench.get(`${run}/result/json?${at(path)}`);

  test("is JSON, in which bytes are counted", async () => {
    const run = runWith({ part: { list: [1, null], bytes: Buffer.alloc(3), date: new Date(0) } });
    const { text } = (await (await copied(run, "part")).json()) as { text: string };
    expect(JSON.parse(text)).toEqual({
      list: [1, null],
      bytes: "(3 bytes)",
      date: "1970-01-01T00:00:00.000Z",
    });
  });

  test("is bounded, and has no secret", async () => {
    const [secret = ""] = bench.workbench.connections.secrets();
    const endless: Record<string, unknown> = {};
    endless["again"] = endless;
    const run = runWith({ long: "x".repeat(5_000_001), many: new Array(20_001).fill(1), endless, secret });
    for (const path of ["long", "many", "endless"]) {
      const answer = await copied(run, path);
      expect([path, answer.status, await answer.json()]).toEqual([
        path,
        413,
        { message: "This part is too large to be copied: mark a smaller one." },
      ]);
    }
    expect(await (await copied(run, "secret")).text()).not.toContain(secret);
  });
});

describe("files", () => {
  const png = Buffer.from("89504e470d0a1a0a0000", "hex");

  test("are bytes wherever they are, with what is said of them, or what they begin with", async () => {
    const run = runWith({ file: { data: png, contentType: "image/webp", fileName: "cat.webp" }, raw: png });
    const node = await nodeAt(run);
    expect(node.children).toEqual([
      {
        name: "file",
        node: {
          ...{ kind: "file", size: 10, contentType: "image/webp", fileName: "cat.webp" },
          entries: 3,
          href: `${run}/result/file?path=.file`,
        },
      },
      {
        name: "raw",
        node: { kind: "file", size: 10, contentType: "image/png", href: `${run}/result/file?path=.raw` },
      },
    ]);
    const answer = await bench.get(node.children?.[1]?.node.href ?? "");
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    const fields = await nodeAt(run, at("file"));
    expect([fields.entries, fields.children?.map(({ name }) => name)]).toEqual([
      3,
      ["data", "contentType", "fileName"],
    ]);
    expect(fields.children?.[0]?.node).toMatchObject({ kind: "file", contentType: "image/webp" });
  });

  test.each([
    ["text/html", "page", "application/octet-stream", 'attachment; filename="page"'],
    ["image/svg+xml", "drawing.svg", "image/svg+xml", 'inline; filename="drawing.svg"'],
    ["text/javascript", "a.js", "application/octet-stream", 'attachment; filename="a.js"'],
    ["application/xhtml+xml", "a", "application/octet-stream", 'attachment; filename="a"'],
    ["IMAGE/PNG; x=1", "../../x\r\nset-cookie: a=b.png", "image/png", "inline; filename="],
    [
      "text/csv",
      '"; filename=evil.exe',
      "text/csv; charset=utf-8",
      'inline; filename="__ filename_evil.exe"',
    ],
  ])("of type %j called %j do nothing when they are opened", async (contentType, fileName, sent, place) => {
    const run = runWith({ data: Buffer.from("<script>alert(1)</script>"), contentType, fileName });
    const { headers } = await bench.get(`${run}/result/file`);
    expect(headers.get("content-type")).toBe(sent);
    expect(headers.get("content-disposition")).toContain(place);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; sandbox/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("set-cookie")).toBeNull();
  });

  test("with names of any letters keep them, wherever they are cut", async () => {
    const run = runWith({ data: png, fileName: `a${"𝒜".repeat(100)}` });
    const { status, headers } = await bench.get(`${run}/result/file?path=`);
    expect([status, headers.get("content-disposition")]).toEqual([
      200,
      expect.stringContaining("''a%F0%9D%92%9C"),
    ]);
  });

  test("that are texts can be shown as what they are", async () => {
    const svg =
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const srt = "1\n00:00:00,000 --> 00:00:01,000\nHello.\n";
    const run = runWith({
      svg,
      srt,
      vtt: "WEBVTT\n\n",
      image: `data:image/png;base64,${png.toString("base64")}`,
    });
    const types = (await nodeAt(run)).children?.map(({ node }) => node.contentType);
    expect(types).toEqual(["image/svg+xml", "application/x-subrip", "text/vtt", "image/png"]);
    const answer = await bench.get(`${run}/result/file?path=image`);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
  });

  test("are not where no file is", async () => {
    const answer = await bench.get(`${runWith({ a: 1 })}/result/file?path=a`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { message: "There is no file at this path." },
    ]);
  });
});

test("a result that can't be read says so, and other steps run", async () => {
  const hostile = Object.defineProperty({}, "bad", {
    enumerable: true,
    get: () => {
      throw new Error("no");
    },
  });
  const answer = await bench.get(`${runWith(hostile)}/result`);
  expect([answer.status, await answer.json()]).toEqual([
    422,
    { message: "This part of the result can't be read: Error: no" },
  ]);
  const odd = await bench.get(`${runWith({ big: 1n, toJSON: () => 1 })}/result/json`);
  expect(((await odd.json()) as { text: string }).text).toContain('"big": "1"');
  const next = await runUntilEnd(bench, {
    ...{ kind: "action", key: "countTokens", connections: {} },
    form: { text: { value: "Hello" } },
  });
  expect(next.problem?.message ?? next.state).toBe("succeeded");
});

test("no secret of a connection is in a result, not in a piece of it either", async () => {
  const [secret = ""] = bench.workbench.connections.secrets();
  expect(secret.length).toBeGreaterThan(8);
  const bytes = Buffer.from(`authorization: ${secret}`);
  const text = `${"x".repeat(295)}${secret}${secret}`;
  const file = { data: bytes, fileName: `${"x".repeat(290)}${secret}` };
  const run = runWith({ text, [secret]: 1, [`${"x".repeat(990)}${secret}`]: 2, bytes, file });
  const half = secret.slice(0, 6);
  const answers = [
    "result",
    "result?path=text&offset=295&count=6",
    "result?path=text",
    "result/file?path=text",
    "result/file?path=bytes",
  ];
  for (const answer of answers)
    expect(await (await bench.get(`${run}/${answer}`)).text()).not.toContain(half);
});

describe("the comparison", () => {
  const comparison = async (value: unknown, key: string): Promise<Comparison> =>
    (await (await bench.get(`${runWith(value, key)}/comparison`)).json()) as Comparison;

  test("names what is missing, not declared, of another type or null", async () => {
    const choices = Array.from({ length: 3 }, () => ({ index: "0", more: 1, message: null }));
    const { differences, isDeclared, hasExample } = await comparison(
      { choices, odd: 1 },
      "createChatCompletion",
    );
    expect({ isDeclared, hasExample }).toEqual({ isDeclared: true, hasExample: true });
    expect(differences).toEqual(
      expect.arrayContaining([
        { path: "odd", kind: "notDeclared", places: 1 },
        { path: "id", kind: "missing", places: 1 },
        { path: "choices[0].message", kind: "null", expected: "object", found: "null", places: 3 },
        { path: "odd", kind: "notInExample", places: 1 },
        { path: "id", kind: "onlyInExample", places: 1 },
      ]),
    );
  });

  test("of a hostile result is bounded", async () => {
    const value = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`field${index}`, index]));
    const { differences, isCut } = await comparison(value, "createChatCompletion");
    expect(isCut).toBe(true);
    expect(differences.length).toBeLessThanOrEqual(400);
  });

  test("of a long result looks at a part of it", async () => {
    const choices = Array.from({ length: 60_000 }, () => ({ index: "0" }));
    const { differences, isCut } = await comparison({ choices }, "createChatCompletion");
    expect(isCut).toBe(true);
    expect(differences.find(({ kind }) => kind === "otherType")?.places).toBeLessThan(50_000);
  });

  test("waits for a result", async () => {
    const run = new StepRun("one", "One", { kind: "action", key: "getFile", form: {}, connections: {} });
    bench.workbench.runs.add(run);
    const answer = await bench.get(`/api/runs/${run.id}/comparison`);
    expect([answer.status, await answer.json()]).toEqual([409, { message: "This run has not ended yet." }]);
    run.fail({ message: "It failed." });
    expect((await bench.get(`/api/runs/${run.id}/result`)).status).toBe(409);
  });
});
