import { InputError, readAt, refuseInput } from "../../src/text/InputError";

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe("a refused input", () => {
  it("is told by its label, what is wrong and what to do, and has them beside its message", () => {
    const error = thrownBy(() => refuseInput("Records", "there is no record.", "Enter one."));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      message: "Records: there is no record. Enter one.",
      field: "Records",
      what: "there is no record.",
      mend: "Enter one.",
    });
    expect(Object.keys(error as Error)).toEqual(["mend"]);
  });

  it("is told by its place where it was read at one", () => {
    const error = thrownBy(() => readAt("prompt 3", () => refuseInput("Messages", "it is empty.")));
    expect(error).toMatchObject({
      message: "Messages: prompt 3: it is empty.",
      field: "Messages",
      place: "prompt 3",
      what: "it is empty.",
    });
    const inner = thrownBy(() =>
      readAt("prompt 3", () => readAt("message 2", () => refuseInput("Messages", "it is empty."))),
    );
    expect(inner).toMatchObject({ message: "Messages: prompt 3, message 2: it is empty." });
    const mistake = new TypeError("x is not a function");
    expect(
      thrownBy(() =>
        readAt("prompt 3", () => {
          throw mistake;
        }),
      ),
    ).toBe(mistake);
    expect(readAt("prompt 3", () => 3)).toBe(3);
  });
});
