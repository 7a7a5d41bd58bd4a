import { createFinders, findValues } from "../../../src/text/redaction/findValues";
import type { RedactionRules } from "../../../src/text/redaction/redactionRules";

const every: RedactionRules = {
  emailAddresses: true,
  phoneNumbers: true,
  paymentCards: true,
  ibans: true,
  machineAddresses: true,
};

const found = (text: string, rules: RedactionRules = every): string[] =>
  findValues(text, createFinders(rules)).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe("an e-mail address", () => {
  test.each([
    ["Write to grace.hopper+navy@mail.example.co.uk.", "grace.hopper+navy@mail.example.co.uk"],
    ["<joe@sub.example.org>", "joe@sub.example.org"],
    ["'jörg@müller.de'", "jörg@müller.de"],
    ["https://a.example/x?email=eve@x.org&y=1", "eve@x.org"],
    ['{"to":"\\nmia@x.example"}', "nmia@x.example"],
    ["请发邮件到mia@x.example，谢谢", "mia@x.example"],
    ["mia@x.example으로", "mia@x.example"],
    ["用户@例子.公司", "用户@例子.公司"],
  ])("is found in %s", (text, value) => {
    expect(found(text)).toEqual([`email: ${value}`]);
  });

  test.each(["@handle", "a@localhost", "x@1.2", "a@b..c", "me @ home.org", "user@-x.org"])(
    "is none in %s",
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});

describe("a phone number", () => {
  test.each<[what: string, written: (digits: string) => string, least: number, most: number]>([
    ["behind a plus", (digits) => `+${digits}`, 7, 15],
    ["behind a word for it", (digits) => `Phone: ${digits}`, 6, 17],
    ["behind 00", (digits) => `00${digits.slice(2, 5)} ${digits.slice(5)}`, 10, 17],
    ["behind a trunk 0", (digits) => `0${digits.slice(1, 4)} ${digits.slice(4)}`, 8, 13],
  ])("%s has so many digits, and no more or less", (_what, written, least, most) => {
    const lengths = Array.from({ length: 24 }, (_, length) => length).filter((length) => {
      const digits = "3333333333333333333333333".slice(0, length);
      return length > 3 && found(`${written(digits)} `, { phoneNumbers: true }).length > 0;
    });
    expect([lengths[0], lengths.at(-1), lengths.length]).toEqual([least, most, most - least + 1]);
  });

  test.each([
    ["+46 70-123 45 67", "+46 70-123 45 67"],
    ["+1 123-456-7890", "+1 123-456-7890"],
    ["0033 1 23 45 67 89", "0033 1 23 45 67 89"],
    ["(030) 901820-12,", "(030) 901820-12"],
    ["Büro 0171/2345678.", "0171/2345678"],
    ["01 23 45 67 89", "01 23 45 67 89"],
    ["(212) 555-0142 x7", "(212) 555-0142 x7"],
    ["555.867.5309", "555.867.5309"],
    ["Phone: 701234567", "701234567"],
    ["Tel.0307654321", "0307654321"],
    ['{"mobilePhone":"701234567"}', "701234567"],
    ["mia,030 7654321,mia", "030 7654321"],
    ["Телефон: 8 (495) 123-45-67", "8 (495) 123-45-67"],
    ["電話番号：0312345678", "0312345678"],
    ["手机13800138000。", "13800138000"],
    ["010-1234-5678로", "010-1234-5678"],
    ["born 05.10.1986 030 7654321", "030 7654321"],
    ["030 7654321 10115 Berlin", "030 7654321"],
    ["+49 30 7654321 10115 Berlin", "+49 30 7654321"],
    ["0049 30 7654321 10115 Berlin", "0049 30 7654321"],
    ["Call 0049 30 76543 210987", "0049 30 76543 210987"],
    ["01 23 45 67 89 75001 Paris", "01 23 45 67 89"],
    ["Suite 200 555-867-5309", "555-867-5309"],
    ["10115 030 7654321", "030 7654321"],
  ])("is found in %s", (text, value) => {
    expect(found(text)).toEqual([`phone: ${value}`]);
  });

  test.each([
    ["part of an id", "110bcd25-a55d-453a-8046-1297901ea002"],
    ["a date", "05.10.1986"],
    ["two dates", "03.06-07.06.2015, 2024-01-05, 01/02/2024"],
    ["bare digits", "701234567 20550707 0123456789 123456789"],
    ["an order", "order number 10023456, Order no. 0123-456789"],
    ["a build", "build 2024 1130 0917"],
    ["a decimal", "0.12345678"],
    ["times", "08.30-12.45"],
    ["pairs of numbers", "03 07 12 25 33 41"],
    ["thousands", "1,030,123,456"],
    ["thousands with spaces", "5 012 345 678"],
    ["rows of numbers", "01 02 03 04 05 06 07 08, 0123 4567 8901 2345"],
    ["part of a name", "file_0301-234567, x-0301-234567, 0301-234567-abc"],
  ])("is none in %s", (_what, text) => {
    expect(found(text)).toEqual([]);
  });

  test("is told from the one behind it", () => {
    expect(found("030 1234567 / 0176 7654321 +44 20 7946 0958")).toEqual([
      "phone: 030 1234567",
      "phone: 0176 7654321",
      "phone: +44 20 7946 0958",
    ]);
    expect(found("555-867-5309 (212) 555-0142")).toEqual(["phone: 555-867-5309", "phone: (212) 555-0142"]);
    expect(found("+49 30 7654321 5555 5555 5555 4444")).toEqual([
      "phone: +49 30 7654321",
      "card: 5555 5555 5555 4444",
    ]);
    expect(found("+12125550142/+12125550143")).toEqual(["phone: +12125550142", "phone: +12125550143"]);
  });
});

describe("a number with a check", () => {
  test.each([
    ["5555555555554444", "card: 5555555555554444"],
    ["4111 1111 1111 1111 12/28 123", "card: 4111 1111 1111 1111"],
    ["3782-822463-10005", "card: 3782-822463-10005"],
    ["NL91 ABNA 0417 1643 00", "iban: NL91 ABNA 0417 1643 00"],
    ["カード番号は4111-1111-1111-1111です", "card: 4111-1111-1111-1111"],
    ["Konto:DE89370400440532013000", "iban: DE89370400440532013000"],
    ["no93 8601 1117 947.", "iban: no93 8601 1117 947"],
  ])("is found in %s", (text, value) => {
    expect(found(text)).toEqual([value]);
  });

  test.each([
    "5555555555554445",
    "1772668800000",
    "555555555555444",
    "id-5555555555554444",
    "0.5555555555554444",
    "NL91 ABNA 0417 1643 01",
    "DE8937040044053201300",
    "DE893704004405320130000",
    "ZZ82WEST12345698765432",
  ])("is none in %s", (text) => {
    expect(found(text, { paymentCards: true, ibans: true })).toEqual([]);
  });
});

describe("an address of a machine", () => {
  const ip = (address: string): string => `ipAddress: ${address}`;

  test.each([
    ["10.20.30.40:8080", ["ipAddress: 10.20.30.40"]],
    ["at [2001:db8::8a2e:370:7334]:443", ["ipAddress: 2001:db8::8a2e:370:7334"]],
    ["fe80::1%eth0, ::1", ["ipAddress: fe80::1%eth0", "ipAddress: ::1"]],
    ["00:1A:2b:3c:4d:5e aabb.ccdd.ee0f", ["macAddress: 00:1A:2b:3c:4d:5e", "macAddress: aabb.ccdd.ee0f"]],
    [
      "MAC:00:1A:2b:3c:4d:5e, mac:aabb.ccdd.ee0f",
      ["macAddress: 00:1A:2b:3c:4d:5e", "macAddress: aabb.ccdd.ee0f"],
    ],
    ["node:2001:db8::1 IPv6:2001:db8::2 ip:10.0.0.1", ["2001:db8::1", "2001:db8::2", "10.0.0.1"].map(ip)],
    ["fe80::1: no route to fe80::, or 2001:db8::.", ["fe80::1", "fe80::", "2001:db8::"].map(ip)],
    ["服务器10.20.30.40的", ["ipAddress: 10.20.30.40"]],
    ["aa:00:1a:2b:3c:4d:5e 00:1a:2b:3c:4d:5e:aa std::a1::b", []],
    ["v1.2.3.4 1.2.3.4.5 256.1.1.1 12:30:45 std::vector 20-11-26-10-30-45 ::", []],
  ])("is found in %s as %j", (text, values) => {
    expect(found(text)).toEqual(values);
  });
});

describe("a name", () => {
  const names = ["Anna Maria", "Anna", "Straße", "O'Brien", "田中", "J. Ng"];
  test.each([
    ["anna-maria and ANNA", ["anna-maria", "ANNA"]],
    ["Anna\nMaria's", ["Anna\nMaria"]],
    ["STRASSE, O’Brien's", ["STRASSE", "O’Brien"]],
    ["田中さん", ["田中"]],
    ["j.ng", ["j.ng"]],
    ['{"a":"Hi\\nAnna\\tMaria","b":"\\rAnna"}', ["Anna\\tMaria", "Anna"]],
    ["CORP\\nAnna", ["Anna"]],
    ["Annabel Mariana Anna2 Brien", []],
  ])("is found in %s as %j", (text, values) => {
    expect(found(text, { names })).toEqual(values.map((value) => `name: ${value}`));
  });
});

describe("finds that overlap", () => {
  test("leave the longest its place, then the surest, and the rest of another one stays a find", () => {
    const card = "5555555555554444";
    expect(found(`phone ${card}`)).toEqual([`card: ${card}`]);
    expect(found(card, { paymentCards: true, patterns: ["\\d{16}"] })).toEqual([`card: ${card}`]);
    expect(found("+14155550142", { phoneNumbers: true, patterns: ["\\+\\d{11}"] })).toEqual([
      "pattern: +14155550142",
    ]);
    expect(found("joe@x.org", { emailAddresses: true, names: ["Joe"] })).toEqual(["email: joe@x.org"]);
    expect(found("Ada-1234567", { names: ["Ada"], patterns: ["da-\\d{3,4}"] })).toEqual([
      "name: A",
      "pattern: da-1234",
    ]);
  });
});

test.each([
  ["@", "@".repeat(50_000)],
  ["a@", "a@".repeat(25_000)],
  ["letters and an @", `${"a".repeat(50_000)}@`],
  ["dots behind an @", `a@${".".repeat(50_000)}`],
  ["digits", "1".repeat(50_000)],
  ["spaced digits", "0 ".repeat(25_000)],
  ["signs of numbers", "+(0".repeat(20_000)],
  ["beginnings of phone numbers", "555-1 ".repeat(10_000)],
  ["dates", "1.1.2000.".repeat(5_000)],
  ["cards", "4111 ".repeat(10_000)],
  ["colons", ":".repeat(50_000)],
  ["hex", "ab:".repeat(20_000)],
  ["accounts", "DE89".repeat(50_000)],
  ["names", "Anna ".repeat(10_000)],
  ["names behind escaped line breaks", "\\nAnna".repeat(10_000)],
  ["labels", "node:".repeat(20_000)],
  ["brackets", "[".repeat(50_000)],
])("a long text of %s is searched in a time that grows with it", (_what, text) => {
  expect(found(text, { ...every, names: ["Anna Anna Anna Maria"] }).length).toBeLessThan(text.length);
});
