import { settledTranslation } from "../../src/text/translation/translationRequest";

test.each<[what: string, answer: unknown, settled: unknown]>([
  [
    "numbers as numbers, and no language",
    { items: [{ id: 1, text: "Hallo" }] },
    { sourceLanguage: "", items: [{ id: "1", text: "Hallo" }] },
  ],
  [
    "a language and items that can't be read",
    { sourceLanguage: "en", items: [{ id: "1", text: "Hallo" }, { id: "1x", text: "a" }, { id: "2" }, null] },
    { sourceLanguage: "en", items: [{ id: "1", text: "Hallo" }] },
  ],
  ["no list", { sourceLanguage: "en", items: "Hallo" }, { sourceLanguage: "en", items: "Hallo" }],
  ["another form", { text: "Hallo" }, { text: "Hallo" }],
  ["no object", ["Hallo"], ["Hallo"]],
])("a translation with %s is read", (_what, answer, settled) => {
  expect(settledTranslation(answer)).toEqual(settled);
});
