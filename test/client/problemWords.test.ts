import { pageTitle, placeOf, textOf, wordsOf } from "../../src/client/answer/problemWords";

describe("the sentence of a problem", () => {
  test.each([
    ...["message", "Message", "msg", "error_description", "faultstring", "detail", "errorMessage"],
    ...["error_message", "html-message", "title", "error", "errors", "httpMessage", "reason"],
  ])("stands in %s", (field) => {
    expect(wordsOf({ other: "x", [field]: "It failed" })).toBe("It failed");
  });

  test.each(["description", "moreInformation", "details", "detail"])("goes on in %s", (field) => {
    expect(wordsOf({ message: "It failed", [field]: "The disk is full" })).toBe(
      "It failed. The disk is full",
    );
  });

  test.each(["It failed", "It failed.", "failed"])("is not said again: %s", (details) => {
    expect(wordsOf({ message: "It failed", details })).toBe("It failed");
  });

  test("is made of five entries at most, each said once", () => {
    expect(wordsOf(["a b", "a b", "c", "d", "e", "f"])).toBe("a b. c. d. e.");
  });

  test("is looked for seven levels deep at most", () => {
    const nested = (levels: number): unknown => (levels === 0 ? "It failed" : { error: nested(levels - 1) });
    expect(wordsOf(nested(6))).toBe("It failed");
    expect(wordsOf(nested(7))).toBe("");
  });

  test.each([null, "", "none", "NULL", "undefined", "nil", "n/a", true, Number.NaN, {}, []])(
    "is not %j",
    (value) => {
      expect(wordsOf({ message: value, reason: "It failed" })).toBe("It failed");
    },
  );

  test("is the title of a page, else its first heading, else its text", () => {
    expect(wordsOf("<html><title> Bad gateway </title><h1>Sorry</h1>")).toBe("Bad gateway");
    expect(wordsOf("<html><h3 class='x'>Sorry</h3><h1>Later</h1>")).toBe("Sorry");
    expect(wordsOf("<p>It <b>failed</b></p>")).toMatch(/^It\s+failed$/);
    expect(pageTitle(`${" ".repeat(4096)}<title>Too far</title>`)).toBe("");
  });
});

test.each([
  [["body", "messages", 0, "content"], "messages.0.content"],
  [["query", "api-version"], "api-version"],
  [["header", "x"], "header.x"],
  [["body"], undefined],
  [["body", null, "x"], "x"],
  ["body.x", undefined],
])("the place %j is %s", (loc, place) => {
  expect(placeOf({ loc })).toBe(place);
});

test("a number is read as text, infinity as nothing", () => {
  expect([textOf(0), textOf(429), textOf(Number.POSITIVE_INFINITY)]).toEqual(["0", "429", undefined]);
});
