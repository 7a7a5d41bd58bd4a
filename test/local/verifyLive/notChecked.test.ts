import { readFileSync } from "node:fs";
import path from "node:path";
import { liveChecks } from "../../../local/verifyLive/plan";
import { unanswerable } from "../../../local/verifyLive/unanswerable";

const page = readFileSync(path.join(__dirname, "../../../docs/pages/notChecked.md"), "utf8");
const bullets = page.split("\n").flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []));

const asked = liveChecks.map(({ about }) => about).filter((about) => about !== "");
const known = [...asked, ...Object.keys(unanswerable)];

test("each thing that was not checked is asked by a check, or can't be, for a reason that is named", () => {
  expect(bullets.length).toBeGreaterThan(10);
  expect(bullets.filter((bullet) => !known.some((about) => bullet.startsWith(about)))).toEqual([]);
});

test("each check and each reason is about something that was not checked", () => {
  expect(known.filter((about) => !bullets.some((bullet) => bullet.startsWith(about)))).toEqual([]);
});

test("checks have names of their own", () => {
  expect(new Set(liveChecks.map(({ name }) => name)).size).toBe(liveChecks.length);
});
