import { connect } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { apiRoutes } from "../../local/workbench/server/apiRoutes";
import { changeHeader } from "../../local/workbench/wire/failure";
import { type RawAnswer, rawRequest } from "./support/rawRequest";
import { openWorkbench, shareWorkbench } from "./support/workbench";

const bench = shareWorkbench();

/** Asks with the session's cookie. */
const ask = (options: Parameters<typeof rawRequest>[1]): Promise<RawAnswer> =>
  rawRequest(bench.port, { ...options, headers: { cookie: bench.cookie, ...options.headers } });

/** What the server holds, which nothing that is refused may change. */
const held = () => ({
  runs: bench.workbench.runs.list().length,
  connections: bench.workbench.connections.list().length,
  loaded: bench.workbench.component.status().component?.loadedAtMs,
});

const pathOf = (pattern: string): string => pattern.replaceAll(/:\w+/g, "x");

const paths = ["/", "/health", "/assets/x.js", "/api/events", ...apiRoutes.map(({ path }) => pathOf(path))];

const changes = apiRoutes.filter(({ method }) => method === "POST").map(({ path }) => pathOf(path));

const goodHeaders = () => ({
  origin: bench.url,
  "content-type": "application/json",
  [changeHeader]: "1",
});

it.each(paths)("answers nobody by another name than its own at %s", async (path) => {
  for (const host of ["evil.example", `evil.example:${bench.port}`, "127.0.0.1", "127.0.0.1:1", "null"]) {
    const answer = await ask({ path, headers: { host } });
    expect([host, answer.status]).toEqual([host, 403]);
    expect(answer.text).not.toContain("token=");
  }
});

it("knows the names of loopback, and takes neither no name nor two", async () => {
  const say = async (head: string): Promise<string> => {
    const socket = connect(bench.port, "127.0.0.1");
    socket.end(`${head}\r\n\r\n`);
    return (await textOf(socket)).split("\r\n")[0] ?? "";
  };
  const own = `Host: 127.0.0.1:${bench.port}`;
  for (const name of ["127.0.0.1", "localhost", "[::1]"]) {
    const { status } = await ask({ path: "/health", headers: { host: `${name}:${bench.port}` } });
    expect([name, status]).toEqual([name, 200]);
  }
  expect(await say("GET /health HTTP/1.0")).toContain("403");
  expect(await say("GET /health HTTP/1.1")).toContain("400");
  expect(await say(`GET /health HTTP/1.1\r\nConnection: close\r\n${own}\r\nHost: evil.example`)).toContain(
    "403",
  );
  expect(await say(`GET http://evil.example/health HTTP/1.1\r\nConnection: close\r\n${own}`)).toContain(
    "400",
  );
});

it.each(changes)("makes no change at %s for a page that is not its own", async (path) => {
  const before = held();
  const wrong: Array<[number, Record<string, string | undefined>]> = [
    [403, { origin: undefined }],
    [403, { origin: "null" }],
    [403, { origin: "http://evil.example" }],
    [403, { origin: `http://127.0.0.1:${bench.port + 1}` }],
    [403, { origin: `http://localhost:${bench.port}` }],
    [403, { [changeHeader]: undefined }],
    [415, { "content-type": "text/plain" }],
    [415, { "content-type": undefined }],
    [403, { "sec-fetch-site": "same-site" }],
    [401, { cookie: "" }],
  ];
  for (const [status, headers] of wrong) {
    const all = Object.entries({ ...goodHeaders(), ...headers }).filter(([, value]) => value !== undefined);
    const answer = await ask({ method: "POST", path, headers: Object.fromEntries(all) });
    expect([headers, answer.status]).toEqual([headers, status]);
    expect(JSON.parse(answer.text)).toEqual({ message: expect.stringMatching(/\.$/) });
  }
  expect(held()).toEqual(before);
});

it("changes nothing by GET, and takes no method that it has no route for", async () => {
  const before = held();
  for (const { method, path } of apiRoutes) {
    for (const other of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const { status, headers } = await ask({
        method: other,
        path: pathOf(path),
        headers: { ...goodHeaders(), "sec-fetch-site": "same-origin" },
      });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
      if (method === "GET" && other === "GET") continue;
      const isRead = apiRoutes.some((one) => one.method === "GET" && pathOf(one.path) === pathOf(path));
      if (!(isRead && other === "GET")) expect([other, path, status]).toEqual([other, path, 404]);
    }
  }
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    expect(await ask({ method })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  }
  expect(held()).toEqual(before);
});

it("gives pages of other origins nothing but its own page, which can't be framed", async () => {
  for (const path of paths.slice(1)) {
    const { status } = await ask({ path, headers: { "sec-fetch-site": "same-site" } });
    expect([path, status]).toEqual([path, 403]);
  }
  const { status, headers } = await ask({ headers: { "sec-fetch-site": "cross-site" } });
  expect([status, headers["x-frame-options"]]).toEqual([200, "DENY"]);
});

it("takes a token once, by GET alone, and only the latest few", async () => {
  const pathOfToken = () => bench.makeAddress().slice(bench.url.length);
  const path = pathOfToken();
  expect(await rawRequest(bench.port, { method: "HEAD", path })).toMatchObject({ status: 401 });
  const first = await rawRequest(bench.port, { path });
  expect(first).toMatchObject({
    status: 303,
    headers: { location: "/", "clear-site-data": '"storage"' },
  });
  expect(String(first.headers["set-cookie"])).toMatch(
    /^workbench-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  expect(await rawRequest(bench.port, { path })).toMatchObject({ status: 401 });
  for (const wrong of ["/?token=", "/?token=x", `/health${path.slice(1)}x`, `/api/status${path.slice(1)}`]) {
    expect((await rawRequest(bench.port, { path: wrong })).headers["set-cookie"]).toBeUndefined();
  }
  const old = pathOfToken();
  for (let count = 0; count < 8; count += 1) pathOfToken();
  expect(await rawRequest(bench.port, { path: old })).toMatchObject({ status: 401 });
});

it("does not know the cookie of another workbench, under its own name either", async () => {
  const other = await openWorkbench();
  try {
    const [name] = bench.cookie.split("=");
    const forged = `${name}=${other.cookie.split("=")[1]}`;
    for (const cookie of [
      other.cookie,
      forged,
      `${name}=`,
      name ?? "",
      `${bench.cookie}x`,
      `x${bench.cookie}`,
    ]) {
      expect(await ask({ path: "/api/runs", headers: { cookie } })).toMatchObject({ status: 401 });
    }
    expect((await ask({ path: "/", headers: { cookie: `a=1; ${bench.cookie} ;b` } })).status).toBe(200);
  } finally {
    await other.close();
  }
});

it("tells no token and no cookie, and sends every answer under a policy", async () => {
  const secret = bench.cookie.split("=")[1] ?? "";
  const token = bench.makeAddress().split("token=")[1] ?? "";
  for (const path of [...paths.filter((one) => one !== "/api/events"), "/nothing", "/?token=x"]) {
    const { headers, text } = await ask({ path });
    expect(text.includes(secret) || text.includes(token)).toBe(false);
    expect(headers).toMatchObject({
      "content-security-policy": expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
  }
});
