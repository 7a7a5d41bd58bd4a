import path from "node:path";
import component from "../../src/index";
import { dist } from "./builtBundle";

const built = require(path.join(dist, "index.js"));

describe("the bundle's component", () => {
  it("is the default export", () => {
    expect(built.default).toMatchObject({ key: "azure-openai", public: false });
    expect(built.default.display).toMatchObject({ label: "Azure OpenAI", iconPath: "icon.png" });
  });

  it("is that of src, its functions aside; run npm run build if it is not", () => {
    const inLines = (whole: unknown) =>
      JSON.stringify(whole, (_key, value) => (typeof value === "function" ? "function" : value), 1);
    expect(inLines(built.default)).toBe(inLines(component));
  });

  it("can be published: JSON takes all of it, and every action and trigger can be run", () => {
    expect(() => JSON.stringify(built.default)).not.toThrow();
    const { actions, triggers } = built.default;
    for (const part of Object.values<{ perform: unknown }>({ ...actions, ...triggers })) {
      expect(typeof part.perform).toBe("function");
    }
  });

  it("has triggers of the kinds that the platform knows", () => {
    expect(built.default.triggers).toMatchObject({
      batchFinished: { isPollingTrigger: true, hasResolveTriggerItems: true },
      webhook: { hasWebhookCreateFunction: true, hasWebhookDeleteFunction: true },
    });
  });
});
