import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const load = createRequire(path.join(process.cwd(), "webpack.config.js"));
const lateResources = load("./scripts/bundle/lateResources.cjs") as (source: string) => string;
const client = readFileSync(path.join(process.cwd(), "node_modules/openai/client.mjs"), "utf8");

/** The lines of the SDK's client with a resource, as it makes them. */
const withResource = (text: string) => text.split("\n").filter((line) => /\bImages/.test(line));

describe("the SDK's client in the bundle", () => {
  it("asks for a resource, and makes it, when it is first used", () => {
    expect(withResource(client).map((line) => line.trim())).toContain("this.images = new API.Images(this);");
    expect(withResource(lateResources(client)).map((line) => line.trim())).toEqual([
      'import /* webpackDefer: true */ * as ImagesLate from "./resources/images.mjs";',
      'late(this, "images", () => new ImagesLate.Images(this));',
    ]);
  });

  it("makes none of its resources at once", () => {
    expect(lateResources(client)).not.toMatch(/new API\.|\* as API /);
  });

  it("makes a resource once, which can be replaced", () => {
    const [beginning = ""] = lateResources(client).split("\n// File generated");
    const late = Function(`${beginning}return late;`)() as (
      on: object,
      name: string,
      make: () => object,
    ) => void;
    let made = 0;
    const openai: { images?: object } = {};
    late(openai, "images", () => ({ number: ++made }));
    expect([made, openai.images, openai.images, made]).toEqual([0, { number: 1 }, { number: 1 }, 1]);
    openai.images = {};
    expect(openai.images).toEqual({});
  });

  it("fails the build where it makes them in another way", () => {
    expect(() => lateResources(client.replace("new API.Images(this)", "new Images(this)"))).toThrow(
      "in another way by now",
    );
  });
});
