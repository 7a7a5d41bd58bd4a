import { didYouMean, listedNames, nearestNames, shownName } from "../../src/text/nearestNames";

describe("the names that someone may have meant", () => {
  test.each([
    ["another case, typed", "COUNTRY", ["country", "city"], ["country"]],
    ["another case, listed", "country", ["COUNTRY", "city"], ["COUNTRY"]],
    ["accents", "prenom", ["Prénom", "nom de rue"], ["Prénom"]],
    ["other signs between words", "order-id", ["order_id", "OrderDate"], ["order_id", "OrderDate"]],
    ["a part of the name", "name", ["customer_name_of_record"], ["customer_name_of_record"]],
    ["two letters, a part that says little", "ab", ["xxaby"], []],
    ["more than the name", "customer_name", ["name"], ["name"]],
    ["letters that another name has by chance", "requestOptionsMaxRetrys", ["stop"], []],
    ["its beginning", "custo", ["customer_identification_number"], ["customer_identification_number"]],
    ["one letter of three wrong", "adb", ["abd", "xyz"], []],
    ["one letter of three missing", "ab", ["abc"], ["abc"]],
    ["two letters wrong of seven", "countri", ["county"], ["county"]],
    ["three letters wrong of six", "xuntyi", ["county"], []],
    ["nothing but signs", "--", ["a-b", "--"], []],
  ])("by %s: %s", (_how, typed, names, expected) => {
    expect(nearestNames(typed, names)).toEqual(expected);
  });

  test("are three at most, the nearest first", () => {
    expect(nearestNames("field", ["fields1", "fieldx", "field", "fields", "afield"])).toEqual([
      "field",
      "fieldx",
      "fields",
    ]);
  });

  test("are told in a sentence", () => {
    expect(didYouMean("Country", ["country", "county"])).toBe(" Did you mean country or county?");
  });

  test("are found among long names", () => {
    const long = `${"x".repeat(150)}a`;
    expect(nearestNames(`${"x".repeat(150)}b`, [long])).toEqual([long]);
  });
});

describe("names in a message", () => {
  test("are thirty at most, and the number of the others", () => {
    const names = Array.from({ length: 32 }, (_, index) => `n${index}`);
    expect(listedNames(names.slice(0, 30))).toBe(names.slice(0, 30).join(", "));
    expect(listedNames(names)).toBe(`${names.slice(0, 30).join(", ")}, and 2 more`);
  });

  test("are cut off after sixty characters", () => {
    expect(shownName("n".repeat(60))).toBe("n".repeat(60));
    expect(shownName("n".repeat(61))).toBe(`${"n".repeat(60)}…`);
  });
});
