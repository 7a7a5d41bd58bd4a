import { shownAddress } from "../../src/client/endpoint/tidyAddress";

const long = "mars-venus.example/".repeat(5);

test.each([
  [80, `"${long.slice(0, 80)}"`],
  [81, `"${long.slice(0, 79)}…"`],
])("an address of %d characters is shown in at most 80", (length, shown) => {
  expect(shownAddress(long.slice(0, length))).toBe(shown);
});

test.each([
  ["mars.example/path?api-key=abc", '"mars.example/path"'],
  ["mars.example/path#key", '"mars.example/path"'],
  ["https://user:secret@mars.example", '"https://mars.example"'],
])("%s is shown without what may be secret", (entered, shown) => {
  expect(shownAddress(entered)).toBe(shown);
});
