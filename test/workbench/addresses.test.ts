import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fastCheck from "fast-check";
import { changeHeader } from "../../local/workbench/wire/failure";
import { rawRequest } from "./support/rawRequest";
import { shareWorkbench } from "./support/workbench";

const folder = mkdtempSync(path.join(tmpdir(), "page-"));
const bench = shareWorkbench({ pageFolder: folder });
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (target: string) => rawRequest(bench.port, { path: target, headers: { cookie: bench.cookie } });

const build = (file: string): void => {
  writeFileSync(path.join(folder, file), "1");
  writeFileSync(path.join(folder, "index.html"), `<meta content="%NONCE%"><script src="${file}">`);
};

it("says that the page is not built, and shows it once it is", async () => {
  expect(await ask("/")).toMatchObject({
    status: 503,
    text: expect.stringContaining("npm run workbench:page"),
  });
  build("first.js");
  const page = await ask("/");
  const [, nonce] = /content="([\w+/]{22}==)"/.exec(page.text) ?? [];
  expect(page.headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
  expect((await ask("/")).text).not.toBe(page.text);
});

it("keeps the files of an open page when the page is built anew", async () => {
  rmSync(path.join(folder, "first.js"));
  build("second.js");
  expect((await ask("/")).text).toContain("second.js");
  for (const file of ["/first.js", "/second.js"]) expect(await ask(file)).toMatchObject({ status: 200 });
});

it.each([
  ...["/../package.json", "/..%2fpackage.json", "/%2e%2e/package.json", "/..%5c..%5cpackage.json"],
  ...["/assets/../../package.json", "//etc/passwd", "/index.html", "/first.js/", "/first.js%00", "/FIRST.JS"],
  ...[
    "/@fs/etc/passwd",
    "/first.js%3fraw??",
    "/.env",
    "/package.json?raw",
    "/%",
    "/%zz",
    "/\\..\\package.json",
  ],
])("has nothing at %s", async (target) => {
  expect(await ask(target)).toMatchObject({
    status: 404,
    text: expect.stringContaining("There is nothing here."),
  });
});

it.each([
  "//",
  "///x",
  "/\\",
  "*",
  "http://[",
  "/?token=%",
  "/api/runs/%zz",
  "/api//runs",
  "/api/runs/",
  "/a b",
])("answers %s with a sentence", async (target) => {
  const line = target.replace(" ", "%20");
  const { status, text } = await ask(line);
  expect([303, 400, 404]).toContain(status);
  if (status !== 303) expect(text).toMatch(/\./);
});

it("answers whatever may stand in an address", async () => {
  await fastCheck.assert(
    fastCheck.asyncProperty(fastCheck.webPath(), fastCheck.webQueryParameters(), async (name, query) => {
      const { status } = await ask(`/api/${name}?${query}`);
      expect([200, 404]).toContain(status);
    }),
    { numRuns: 60, seed: 13 },
  );
});

it("refuses an address, and headers, without end", async () => {
  expect(await ask(`/${"x".repeat(100_000)}`)).toMatchObject({ status: 431 });
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, "1"]));
  expect(await rawRequest(bench.port, { path: "/health", headers: many })).toMatchObject({ status: 431 });
  expect(await ask("/health")).toMatchObject({ status: 200 });
});

it.each([
  "null",
  "[]",
  "1",
  '"x"',
  '{"__proto__":{"kind":"action"}}',
  '{"constructor":1}',
  "",
  "{",
  "\u0000",
])("says what is wrong with the body %j", async (body) => {
  const answer = await rawRequest(bench.port, {
    method: "POST",
    path: "/api/runs",
    headers: {
      ...{ cookie: bench.cookie, origin: bench.url, "content-type": "application/json" },
      [changeHeader]: "1",
    },
    body,
  });
  expect(answer).toMatchObject({ status: 400 });
  expect(JSON.parse(answer.text)).toEqual({ message: expect.stringContaining("reload the page") });
  expect(({} as { kind?: unknown }).kind).toBeUndefined();
});
