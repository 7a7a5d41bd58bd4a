import { unicodePattern } from "../../src/text/unicodePattern";

test.each([
  ["^[a-z]{2,3}\\d$", "^[a-z]{2,3}\\d$"],
  ["\\-", "-"],
  ["a\\-b\\.c", "a-b\\.c"],
  ["[\\w-.]+", "[\\w\\-.]+"],
  ["[.-\\w]+", "[.\\-\\w]+"],
  ["[\\w\\-.@\\#]", "[\\w\\-.@#]"],
  ["[a-c\\@]-[x]", "[a-c@]-[x]"],
  ["\\@{2}", "@{2}"],
  ["\\@{2,}", "@{2,}"],
  ["{a}", "\\{a\\}"],
  ["a]", "a\\]"],
  ["x{,3}", "x\\{,3\\}"],
])("%s becomes %s", (pattern, changed) => {
  expect(unicodePattern(pattern)).toBe(changed);
});

test.each(["(", "[b-a]", "a**"])("%s stays invalid", (pattern) => {
  expect(unicodePattern(pattern)).toBeUndefined();
});

test.each<[pattern: string, texts: readonly string[]]>([
  ["^[\\w-.]+$", ["a-b.c", "a b", "é", "-"]],
  ["^[.-\\w]+$", [".-a", "/", "a"]],
  ["^\\-{2}\\_$", ["--_", "-_", "\\-"]],
  ["^{a}]$", ["{a}]", "a"]],
])("%s takes the same texts as before", (pattern, texts) => {
  const changed = new RegExp(unicodePattern(pattern) ?? "", "u");
  expect(texts.map((text) => changed.test(text))).toEqual(
    texts.map((text) => new RegExp(pattern).test(text)),
  );
});
