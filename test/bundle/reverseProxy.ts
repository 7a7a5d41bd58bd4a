import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { localCertificate } from "../../local/endpoint/server/certificate";

/** Where Debian and others put nginx, and what is on the PATH. */
const places = ["/usr/sbin", "/usr/local/sbin", ...(process.env["PATH"] ?? "").split(path.delimiter)];

/** The nginx of this machine; undefined when it has none. */
export const nginx = places.map((place) => path.join(place, "nginx")).find((file) => existsSync(file));

/** What stands behind the reverse proxy. */
export interface Upstream {
  /** A server in plain http on loopback. */
  url: string;
  /** The service's own key, which the proxy sends. */
  apiKey: string;
}

/** One request, as the proxy's log tells it. */
export interface LoggedRequest {
  /** The number of the client's connection. */
  connection: string;
  status: string;
  request: string;
}

/** A running reverse proxy; each address is the endpoint of a connection. */
export interface ReverseProxy {
  /** Signs in to the service by itself, and answers 503 without a body when that is down. */
  endpoint: string;
  /** The same, one call a minute, refused in flat JSON. */
  limited: string;
  /** Passes everything on, with the pages that nginx has for its errors. */
  plain: string;
  key: string;
  /** Stops it and reads its log. */
  stop(): Promise<LoggedRequest[]>;
  /** Stops it, should it still run, and removes its folder. */
  remove(): Promise<void>;
}

const key = "nginx~Key/0123456789abcdef";

const configuration = (folder: string, port: number, { url, apiKey }: Upstream): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 1024; }
http {
  log_format told '$connection|$status|$request';
  access_log ${folder}/access.log told;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  default_type application/octet-stream;
  gzip on;
  gzip_types application/json;
  limit_req_zone $http_x_gateway_key zone=calls:1m rate=1r/m;
  upstream service {
    server ${new URL(url).host} max_fails=0;
    keepalive 16;
  }
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_set_header Host $host;
  server {
    listen 127.0.0.1:${port} ssl;
    server_name localhost;
    ssl_certificate ${folder}/certificate.pem;
    ssl_certificate_key ${folder}/key.pem;
    location /plain/ { proxy_pass http://service/; }
    location ~ ^/(?<place>team/llm|limited)/(?<rest>.*)$ {
      error_page 418 = @refused;
      error_page 429 = @busy;
      error_page 502 504 =503 /empty;
      if ($http_x_gateway_key != "${key}") { return 418; }
      proxy_set_header Host $host;
      proxy_set_header Connection "";
      proxy_set_header X-Gateway-Key "";
      proxy_set_header api-key "${apiKey}";
      if ($place = "limited") { rewrite ^ /within-limit/$rest last; }
      proxy_pass http://service/$rest$is_args$args;
    }
    location /within-limit/ {
      internal;
      error_page 429 = @busy;
      limit_req zone=calls;
      limit_req_status 429;
      proxy_set_header Host $host;
      proxy_set_header Connection "";
      proxy_set_header X-Gateway-Key "";
      proxy_set_header api-key "${apiKey}";
      proxy_pass http://service/;
    }
    location @refused {
      default_type application/json;
      return 401 '{"statusCode":401,"message":"Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription."}';
    }
    location @busy {
      default_type application/json;
      add_header Retry-After 30 always;
      return 429 '{"statusCode":429,"message":"Rate limit is exceeded. Try again in 30 seconds."}';
    }
    # A text that is empty is none to "return", which then gives its own page.
    location = /empty { internal; alias ${folder}/empty; }
  }
}
`;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

/** Resolves with a process that listens; nginx tells its version when it does. */
const listen = async (program: string, folder: string): Promise<ChildProcess> => {
  const child = spawn(program, ["-p", folder, "-c", path.join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      told += text;
      if (/\[notice\].* nginx\/\d/.test(told)) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`nginx did not start: ${told}`)));
  });
  return child;
};

/** nginx notes a signal and looks at it after its next event: one that comes just before it waits has to be sent again. */
const signalEveryMs = 100;

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closing = once(child, "close");
  const signal = (): boolean => child.kill("SIGTERM");
  signal();
  const again = setInterval(signal, signalEveryMs);
  await closing;
  clearInterval(again);
};

const attempts = 5;

/** Another process may take the port between its choice and its use. */
const listenSomewhere = async (
  program: string,
  folder: string,
  upstream: Upstream,
): Promise<{ child: ChildProcess; port: number }> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    writeFileSync(path.join(folder, "nginx.conf"), configuration(folder, port, upstream));
    try {
      return { child: await listen(program, folder), port };
    } catch (error) {
      if (attempt === attempts || !String(error).includes("Address already in use")) throw error;
    }
  }
};

/** Starts nginx, without any right that this process has not, as a gateway in front of a server. */
export const startReverseProxy = async (program: string, upstream: Upstream): Promise<ReverseProxy> => {
  const folder = mkdtempSync(path.join(tmpdir(), "reverse-proxy-"));
  mkdirSync(path.join(folder, "logs"));
  writeFileSync(path.join(folder, "empty"), "");
  const { privateKey, certificate } = await localCertificate();
  writeFileSync(path.join(folder, "certificate.pem"), certificate);
  writeFileSync(path.join(folder, "key.pem"), privateKey, { mode: 0o600 });
  const { child, port } = await listenSomewhere(program, folder, upstream);
  const origin = `https://localhost:${port}`;
  return {
    endpoint: `${origin}/team/llm`,
    limited: `${origin}/limited`,
    plain: `${origin}/plain`,
    key,
    stop: async () => {
      await ended(child);
      const lines = readFileSync(path.join(folder, "access.log"), "utf8").trim().split("\n");
      return lines.map((line) => {
        const [connection = "", status = "", request = ""] = line.split("|");
        return { connection, status, request };
      });
    },
    remove: async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
