import { definition } from "../../scripts/documentation/definition";
import { expectNone } from "./expectNone";
import { importedNames } from "./exportedNames";
import { cyclesIn, importGraph, reachableFrom } from "./importGraph";
import { baseName, sourceFiles } from "./sourceFiles";

const files = sourceFiles("src");
const graph = importGraph(files);

/** Index → connections, actions, dataSources, triggers → tasks → pacing → client → text; inputs and output beside. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  index: ["connections", "actions", "dataSources", "triggers", "eachOnFirstUse", "withLateForm", "client"],
  eachOnFirstUse: [],
  withLateForm: [],
  connections: ["client", "text"],
  actions: ["tasks", "inputs", "output", "pacing", "client", "text"],
  dataSources: ["tasks", "inputs", "pacing", "client", "text"],
  triggers: ["tasks", "inputs", "output", "pacing", "client", "text"],
  tasks: ["inputs", "output", "pacing", "client", "text"],
  output: ["client", "text"],
  inputs: ["client", "text"],
  pacing: ["client", "text"],
  client: ["text"],
  text: [],
};

/** The rooms of the client, each with those that it may import beside its own files; "" is what stands at its root. */
const clientRooms: Readonly<Record<string, readonly string[]>> = {
  network: [],
  endpoint: ["network"],
  answer: ["", "endpoint"],
  retry: ["answer", "endpoint"],
  identity: ["", "endpoint", "network", "retry"],
  secrets: ["answer", "identity"],
  errors: ["", "answer", "endpoint", "network", "retry", "secrets"],
  sending: ["", "answer", "endpoint", "errors", "identity", "network", "retry", "secrets"],
  modelCall: ["", "answer", "endpoint", "errors", "sending"],
  sdk: ["", "answer", "endpoint", "errors", "modelCall", "network", "secrets", "sending"],
  files: ["", "answer", "endpoint", "network", "secrets", "sending"],
  fallback: ["", "errors", "sdk"],
  diagnosis: ["", "answer", "endpoint", "errors", "identity", "network", "secrets", "sending"],
};

const roomOf = (file: string): string => {
  const [top = "", room = ""] = file.split("/");
  return top === "src" ? baseName(room) : top;
};

const parts = new Set(
  [definition.action, definition.dataSource, definition.trigger].flat().map(({ key }) => key),
);
const isPart = (file: string): boolean =>
  /^src\/(actions|dataSources|triggers)\//.test(file) && parts.has(baseName(file));
const isRegistry = (file: string): boolean => /^src\/[^/]+\/index\.ts$/.test(file);
const folderOf = (file: string): string => file.slice(0, file.lastIndexOf("/"));

describe("imports of src", () => {
  it("go one way: index, then what the platform sees, then tasks, pacing and client, then text", () => {
    expectNone(
      graph.edges.flatMap(({ from, to }) => {
        const [room, target] = [roomOf(from), roomOf(to)];
        if (!allowed[room])
          return [`${from}: add its folder to the directions in test/structure/imports.test.ts.`];
        if (room === target && room !== "index") return [];
        return allowed[room].includes(target)
          ? []
          : [
              `${from} imports ${to}: of our folders, ${room} may import ${allowed[room].join(", ") || "none"}.`,
            ];
      }),
    );
  });

  it("of the client go one way, from what talks to the service down to what says where and how", () => {
    const clientRoomOf = (file: string): string => /^src\/client\/(\w+)\//.exec(file)?.[1] ?? "";
    expectNone(
      graph.edges
        .filter(({ from, to }) => roomOf(from) === "client" && roomOf(to) === "client")
        .flatMap(({ from, to }) => {
          const [room, target] = [clientRoomOf(from), clientRoomOf(to)];
          const unknown = [room, target].find((name) => name !== "" && !clientRooms[name]);
          if (unknown !== undefined)
            return [`src/client/${unknown}: add it to the client's rooms in test/structure/imports.test.ts.`];
          if (room === "" || room === target || clientRooms[room]?.includes(target)) return [];
          return [`${from} imports ${to}: in the client, ${room} stands below ${target || "its root"}.`];
        }),
    );
  });

  it("lead never to local, test or scripts", () => {
    expectNone(
      graph.edges
        .filter(({ to }) => /^(local|test|scripts)\//.test(to))
        .map(({ from, to }) => `${from} imports ${to}: the bundle holds src alone.`),
    );
  });

  it("lead from no action, data source or trigger to another one", () => {
    expectNone(
      graph.edges
        .filter(({ from, to }) => isPart(to) && !isRegistry(from))
        .map(({ from, to }) => `${from} imports ${to}: move what they share into a file that is neither.`),
    );
  });

  it("lead to files of the same area or of the whole room alone", () => {
    expectNone(
      graph.edges
        .filter(
          ({ from, to }) => /^src\/actions\//.test(from) && /^src\/actions\//.test(to) && !isRegistry(from),
        )
        .filter(({ from, to }) => folderOf(to) !== folderOf(from) && folderOf(to) !== "src/actions")
        .map(
          ({ from, to }) => `${from} imports ${to}: move it up to src/actions, or down to inputs or client.`,
        ),
    );
  });

  it("reach every file from src/index.ts", () => {
    const reached = reachableFrom("src/index.ts", graph.edges);
    expectNone(
      files
        // Declarations are read by the compiler alone.
        .filter((file) => !reached.has(file.path) && !file.path.endsWith(".d.ts"))
        .map(
          (file) =>
            `${file.path} is imported by nothing: add what it exports to the index.ts of its room, or delete it.`,
        ),
    );
  });

  it("have no cycles", () => {
    expectNone(
      cyclesIn(graph.edges).map((cycle) => `${cycle.join(" → ")}: move what both need into a third file.`),
    );
  });

  it("leave endings out", () => {
    expectNone(
      graph.edges
        .filter(({ to }) => /\.(ts|js)$/.test(to) && !files.some((file) => file.path === to))
        .map(({ from, to }) => `${from}: import ${to} without its ending.`),
    );
  });
});

describe("packages in src", () => {
  const outsideClient = graph.packages.filter(({ from }) => roomOf(from) !== "client");

  it("open connections in src/client alone", () => {
    const opens =
      /^(axios|axios-retry|undici|@azure\/.*|openai(\/.*)?|(node:)?(http2?|https|net|tls|dgram))$/;
    expectNone(
      outsideClient
        .filter(({ specifier }) => opens.test(specifier))
        // Checking a header opens nothing.
        .filter(({ names }) => names.some((name) => !name.startsWith("validateHeader")))
        .map(({ from, specifier }) => `${from} imports ${specifier}: call the service through createClient.`),
    );
    expectNone(
      files
        .filter(({ text }) => /(?<![.\w])fetch\(/.test(text))
        .map((file) => `${file.path} calls fetch: call the service through createClient.`),
    );
  });

  it("use no inside part of spectral", () => {
    expectNone(
      graph.packages
        .filter(({ specifier }) => specifier.startsWith("@prismatic-io/spectral/"))
        .map(({ from, specifier }) => `${from} imports ${specifier}: import @prismatic-io/spectral.`),
    );
  });
});

const endpointRoom = (room: string): string => `local/endpoint/${room}`;

/** The rooms beside src, each with those that it may import beside its own files; a folder's name is its own files. */
const roomsBeside: Readonly<Record<string, readonly string[]>> = {
  "local/platform": ["events"],
  "local/cases": ["local/platform", "local/endpoint"],
  "local/cli": ["local/cases", "local/platform", "local/endpoint", "src/text", "events", "secretNames"],
  "local/lowCode": ["local/platform"],
  "local/verifyLive": ["local/platform"],
  "local/demo": ["local/cli", "local/cases", "local/platform", "local/endpoint"],
  "local/workbench": ["local/workbench/server"],
  "local/workbench/server": [
    ...["local/workbench/wire", "local/workbench/takeAlong", "local/cli", "local/cases", "local/platform"],
    ...["local/endpoint", "local/endpoint/server", "events", "src/text", "secretNames"],
  ],
  "local/workbench/page": ["local/workbench/wire", "events", "src/text"],
  "local/workbench/wire": ["local/endpoint/server", "events"],
  "local/endpoint": ["server", "service", "catalogue", "models", "kept", "azure"].map(endpointRoom),
  "local/endpoint/service": ["server", "catalogue", "models", "kept", "azure"].map(endpointRoom),
  "local/endpoint/kept": ["server", "catalogue"].map(endpointRoom),
  "local/endpoint/models": [...["server", "catalogue"].map(endpointRoom), "src/text"],
  "local/endpoint/azure": ["server", "catalogue"].map(endpointRoom),
  "local/endpoint/catalogue": ["local/endpoint/server"],
  "local/endpoint/server": [],
  "local/workbench/takeAlong": [
    ...["local/workbench/wire", "local/platform", "local/cases", "local/cli", "local/endpoint/server"],
    ...["src/text", "secretNames"],
  ],
  scripts: ["scripts/documentation", "scripts/openapi"],
  // The workbench is measured as it runs, in the browser of its tests.
  bench: [
    ...["local/workbench/server", "local/workbench/wire", "local/endpoint/server", "local/platform"],
    ...["events", "test"],
  ],
  "scripts/bundle": [],
  "scripts/documentation": ["src"],
  "scripts/manifest": ["scripts/documentation", "local/cases", "local/platform"],
  "scripts/openapi": [],
  "scripts/release": ["scripts/documentation", "local/platform"],
};

describe("imports of local, scripts and bench", () => {
  const beside = ["local", "scripts", "bench"].flatMap((folder) => sourceFiles(folder));
  const { edges } = importGraph(beside);
  /** What a step tells is for who runs it as much as for itself. */
  const roomBesideOf = (file: string): string =>
    ((file === "src/client/events" && "events") ||
      (file === "src/client/identity/secretNames" && "secretNames") ||
      /^(?:local\/(?:endpoint|workbench)\/\w+|(?:local|scripts|src)\/\w+|\w+)(?=\/)/.exec(file)?.[0]) ??
    "";

  it("go one way: demo and cli, then platform and the look-alike, whose families know its server and catalogue alone", () => {
    expectNone(
      edges
        .filter(({ to }) => /^(src|local|scripts|test)\//.test(to))
        .flatMap(({ from, to }) => {
          const [room, target] = [roomBesideOf(from), roomBesideOf(to)];
          const others = roomsBeside[room];
          if (others === undefined)
            return [`${from}: add its folder to the rooms in test/structure/imports.test.ts.`];
          if (room === target || others.includes(target)) return [];
          return [`${from} imports ${to}: of our rooms, ${room} may import ${others.join(", ") || "none"}.`];
        }),
    );
  });

  it("have no cycles", () => {
    expectNone(
      cyclesIn(edges).map((cycle) => `${cycle.join(" → ")}: move what both need into a third file.`),
    );
  });

  it("reach every file of local but its programs, and the cases, which are found by key", () => {
    const isFound = (file: string): boolean =>
      /^local\/(\w+\/start\.ts|endpoint\/index\.ts|cases\/\w+\/\w+\.ts|workbench\/page\/(main\.tsx|vite\.config\.mts))$/.test(
        file,
      );
    const imported = [...importedNames([...beside, ...sourceFiles("test")])];
    const reached = new Set(imported.map((name) => name.split("#")[0]));
    expectNone(
      beside
        .filter(({ path }) => path.startsWith("local/") && !isFound(path) && !reached.has(path))
        .map(({ path }) => `${path} is imported by nothing: delete it.`),
    );
  });
});
