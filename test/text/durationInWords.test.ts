import { durationInWords } from "../../src/text/durationInWords";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [0, "0 s"],
  [499, "0 s"],
  [1500, "2 s"],
  [119.4 * second, "119 s"],
  [119.6 * second, "2 min"],
  [100 * minute, "100 min"],
  [119.4 * minute, "119 min"],
  [119.6 * minute, "2 h"],
  [2 * hour, "2 h"],
  [2 * hour + minute, "2 h 1 min"],
  [3 * hour - minute, "2 h 59 min"],
  [3 * hour - second, "3 h"],
  [50 * hour + 30 * minute, "50 h 30 min"],
])("%d ms are %s", (milliseconds, words) => {
  expect(durationInWords(milliseconds)).toBe(words);
});
