import { createRequire } from "node:module";
import path from "node:path";

interface Resource {
  context: string;
  request: string;
}

const load = createRequire(path.join(process.cwd(), "webpack.config.js"));
const UnusedModulesPlugin = load("./scripts/bundle/UnusedModulesPlugin.cjs") as new () => {
  newResource(resource: Resource): void;
};
const { ContentProvenanceChecks: LeftOut, getFetch } = load("./scripts/bundle/unusedModule.cjs") as {
  ContentProvenanceChecks: new () => { create: unknown };
  getFetch: () => unknown;
};

const sdk = path.join(process.cwd(), "node_modules/openai");

/** What the build takes for a module of the SDK that another one asks for. */
const taken = (request: string, context = sdk): string => {
  const resource = { context, request };
  new UnusedModulesPlugin().newResource(resource);
  return path.basename(resource.request);
};

describe("of the SDK, the bundle has", () => {
  it.each(["batches", "chat/chat", "chat/completions/completions", "files", "images", "models", "index"])(
    "what is called: %s",
    (name) => expect(taken(`./resources/${name}.mjs`)).toBe(`${path.basename(name)}.mjs`),
  );

  it.each(["admin/admin", "beta/threads/threads", "live/live", "content-provenance-checks", "safety/safety"])(
    "a word in place of what nobody calls: %s",
    (name) => {
      expect(taken(`./resources/${name}.mjs`)).toBe("unusedModule.cjs");
      expect(taken(`./${name}.mjs`, `${sdk}/resources`)).toBe("unusedModule.cjs");
    },
  );

  it("such a word where a name goes on behind one that is called", () => {
    expect(taken("./resources/chat-kit.mjs")).toBe("unusedModule.cjs");
    expect(taken("./resources/chat.mjs")).toBe("chat.mjs");
  });
});

describe("a part that was left out", () => {
  it("can be made, and says its name when it is used", () => {
    const checks = new LeftOut();
    expect(() => checks.create).toThrow(/^openai\.contentProvenanceChecks is not in the bundle.*\.create /);
  });

  it("says its name at once when it is called as a function, and names no library", () => {
    expect(getFetch).toThrow("getFetch is not in the bundle: see scripts/bundle/UnusedModulesPlugin.cjs.");
    expect(getFetch).not.toThrow("openai");
  });

  it("can be what a class extends", () => {
    class Extended extends LeftOut {}
    expect(() => new Extended().create).toThrow("openai.contentProvenanceChecks is not in the bundle");
  });
});
