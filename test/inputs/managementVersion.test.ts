import { managementVersion } from "../../src/inputs/managementVersion";

test.each([
  ["", undefined],
  ["2023-05-01", "2023-05-01"],
  [" 2026-07-01-preview ", "2026-07-01-preview"],
])("%j is read as a version of Azure Resource Manager", (typed, version) => {
  expect(managementVersion.clean(typed)).toBe(version);
});

test.each(["2023-04-30", "2026-7-1", "2026-07-01-", "2026-07-01-1", "v2026-07-01", "2026-07-01 preview"])(
  "%j is refused",
  (typed) => {
    expect(() => managementVersion.clean(typed)).toThrow(
      "Enter a date such as 2024-10-01, 2023-05-01 or later.",
    );
  },
);
