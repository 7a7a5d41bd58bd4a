import { patternProblem } from "../../../src/text/redaction/patternProblem";

test.each([
  "CUST-\\d{6}",
  "EMP-\\d+",
  "\\bEMP\\d+\\b",
  "\\b\\d{4,}\\b",
  "\\d+",
  "(?:EMP|CUST)-(\\d+)x",
  "[A-Z]{2}\\d+-",
  "[A-Z]{1,20}-\\d{1,20}",
  "(?<!\\d)\\d{9}(?!\\d)",
  "^\\w+:",
  "[\\w-.]{1,9}",
  "\\p{Lu}\\d{3}|#\\d+;",
  "a{2}?b??",
  "\\b[A-Z]+-\\d+\\b",
  "#\\d+-{2}[A-Z]+;",
  "\\d0{999}",
])("%s takes linear time", (pattern) => {
  expect(patternProblem(pattern)).toBeUndefined();
});

test.each([
  ["(a+)+$", "repeats without end what is more than one character"],
  ["(a|a)*b", "repeats without end what is more than one character"],
  ["x(?:a\\d+|b)y", "or within a group"],
  ["(?=a+)b", "or within a group"],
  ["\\w+@x", "what follows may be missing"],
  ["\\d+\\b", "what follows may be missing"],
  ["[😀-😂]\\d+;", "what follows may be missing"],
  ["\\d\\d+-", "what follows may be missing"],
  ["\\p{L}+\\b\\p{L}+", "what follows may be missing"],
  ["\\b\\w+\\w+", "what follows may be missing"],
  ["\\b[A-Z]+-?\\d+x", "what follows may be missing"],
  ["\\b\\p{L}+-", "what follows may be missing"],
  ["(?:-|\\d)\\d+x", "what follows may be missing"],
  ["-?\\d+x", "what follows may be missing"],
  ["#.*a.*b", "what follows may be missing"],
  ["(\\w)\\1", "refers back"],
  ["(?<a>x)\\k<a>", "refers back"],
  ["(a?){30}a{30}", "more than 1,000 ways"],
  ["(a|b|ab){12}c", "more than 1,000 ways"],
  ["\\d{5000}", "more than 1,000 characters"],
  ["\\d00{999}", "more than 1,000 characters"],
  ["(", "not a regular expression"],
])("%s is refused", (pattern, reason) => {
  expect(patternProblem(pattern)).toContain(reason);
});
