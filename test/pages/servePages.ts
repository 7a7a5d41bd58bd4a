import { type ScriptedServer, sendAnswer } from "../support/scriptedServer";

/** A policy as strict as a page can have that has a script and a style sheet of its own. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

/** Makes a server answer with these texts by path, all under the strict policy; other paths are not found. */
export const servePages = (server: ScriptedServer, texts: Readonly<Record<string, string>>): void =>
  server.script(({ url }, response) => {
    const text = texts[url];
    const type = /\.(?:js|css|svg)$/.exec(url)?.[0] ?? ".html";
    const headers = {
      "content-type":
        { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" }[type] ??
        "text/html; charset=utf-8",
      "content-security-policy": strictPolicy,
    };
    sendAnswer(response, { status: text === undefined ? 404 : 200, headers, body: text ?? "Not found" });
  });

/** A page in English that has a title and one main part. */
export const htmlPage = (main: string, head = ""): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body><main>${main}</main></body></html>`;
