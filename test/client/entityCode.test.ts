import { entityCode } from "../../src/client/secrets/entityCode";

test.each<[name: string, code: number | undefined]>([
  ["amp", 38],
  ["AMP", 38],
  ["#33", 33],
  ["#0000033", 33],
  ["#x21", 33],
  ["#X1F600", 0x1f600],
  ["#00000033", undefined],
  ["#33x", undefined],
  ["#x", undefined],
  ["#x21g", undefined],
  ["#x0000021", undefined],
  ["#", undefined],
  ["toString", undefined],
])("the entity &%s; has the code %s", (name, code) => {
  expect(entityCode(name)).toBe(code);
});

const signs = "& < > \" ' + / \\ = # % $ _ . , : ; ! ? * @".split(" ");
const names = [
  ...["amp", "lt", "gt", "quot", "apos", "plus", "sol", "bsol", "equals", "num", "percnt"],
  ...["dollar", "lowbar", "period", "comma", "colon", "semi", "excl", "quest", "ast", "commat"],
];

test.each(signs.map((sign, index) => [sign, names[index] ?? ""]))(
  "the sign %s, which occurs in keys, has the entity &%s;",
  (sign, name) => {
    expect(entityCode(name)).toBe(sign.charCodeAt(0));
  },
);
