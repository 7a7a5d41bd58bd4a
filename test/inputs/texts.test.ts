import { cleanTexts } from "../../src/inputs/texts";

const within: Record<string, unknown> = {};
within["self"] = within;

test.each([
  ["that holds itself", ["a", within], /^Texts: text 2 \(at self\) holds itself\./],
  ["that is a list", ["a", "b", ["c"]], /^Texts: text 3 is \["c"\]\./],
])("an entry %s is named by its place", (_what, value, message) => {
  expect(() => cleanTexts(value)).toThrow(message);
});
