import { expectNone } from "./expectNone";
import { type Place, parts, places, twice } from "./places";

const problemsOf = (check: (place: Place) => string | false | undefined): string[] =>
  places.flatMap((place) => {
    const problem = check(place);
    return problem ? [`${place.where}: ${problem}`] : [];
  });

const textTypes = new Set(["string", "text", "code", "password", "data"]);

/** What a trigger checks deliveries with opens nothing at the service, and belongs to one flow's URL. */
const verifiesDeliveries = (where: string, { key, type }: Place["input"]): boolean =>
  where.startsWith("trigger ") && key === "signingSecret" && type === "password";

/** Of `InputDefinition` in spectral's wire format; the platform refuses an action that has any other. */
const wireKeys = new Set([
  "key",
  "label",
  "keyLabel",
  "type",
  "collection",
  "placeholder",
  "default",
  "comments",
  "example",
  "required",
  "model",
  "language",
  "dataSource",
  "inputs",
]);
const connectionWireKeys = new Set([...wireKeys, "shown", "onPremiseControlled"]);

describe("inputs", () => {
  it("have comments that are sentences", () => {
    expectNone(
      problemsOf(({ input }) => {
        if (!input.comments) return "add comments that say what the value is.";
        return !/^[A-Za-z0-9].*[.)]$/s.test(input.comments) && "end the comments with a full stop.";
      }),
    );
  });

  it("have a placeholder and an example where text is entered", () => {
    expectNone(
      problemsOf(
        ({ input }) =>
          textTypes.has(input.type) &&
          !(input.placeholder && input.example) &&
          "add a placeholder (Enter …) and an example.",
      ),
    );
  });

  it("say what true means when they are booleans", () => {
    expectNone(
      problemsOf(
        ({ input }) =>
          input.type === "boolean" &&
          !input.comments?.startsWith("When true") &&
          'begin the comments with "When true".',
      ),
    );
  });

  it("hide secrets", () => {
    const secret = /^(apiKey|clientSecret)$|secret|password|token$|certificate|privateKey/i;
    expectNone(
      problemsOf(
        ({ input, isOfConnection }) =>
          (isOfConnection ? secret.test(input.key) : input.key === "mcpAuthorization") &&
          input.type !== "password" &&
          "make it a password input.",
      ),
    );
    expectNone(
      problemsOf(
        ({ where, input, isOfConnection }) =>
          !isOfConnection &&
          !verifiesDeliveries(where, input) &&
          // Of another server, which the model calls.
          input.key !== "mcpAuthorization" &&
          (input.type === "password" || /secret|password|apiKey/i.test(input.key)) &&
          "a secret belongs to the connection, not to a step.",
      ),
    );
  });

  it("carry no property that the platform refuses", () => {
    expectNone(
      problemsOf(({ input, isOfConnection }) => {
        const known = isOfConnection ? connectionWireKeys : wireKeys;
        // What JSON leaves out, such as functions, is not sent.
        const sent = Object.keys(JSON.parse(JSON.stringify(input)));
        const unknown = sent.filter((key) => !known.has(key));
        return unknown.length > 0 && `remove ${unknown.join(", ")}.`;
      }),
    );
  });

  it("have no default on a list, at which the test command of the platform crashes", () => {
    expectNone(
      problemsOf(
        ({ input }) =>
          input.collection !== undefined &&
          Boolean(input.default) &&
          "remove the default; name the value in the comments.",
      ),
    );
  });

  it("have a default that is one of their choices", () => {
    expectNone(
      problemsOf(({ input }) => {
        const choices = input.model?.map(({ value }) => value);
        return (
          choices &&
          Boolean(input.default) &&
          !choices.includes(String(input.default)) &&
          "choose a default of the list."
        );
      }),
    );
  });

  it("say what the names of a key-value list are", () => {
    expectNone(
      problemsOf(
        ({ input }) =>
          input.collection === "keyvaluelist" &&
          !input.keyLabel &&
          "label the left column as well, by the keyLabel of pairsInput.",
      ),
    );
  });

  it("have labels of their own within each part and each group", () => {
    expectNone(
      [
        ...parts,
        ...places.map(({ where, input }) => ({ kind: where, key: "", inputs: input.inputs ?? [] })),
      ].flatMap(({ kind, key, inputs }) =>
        twice(inputs.map(({ label }) => label)).map(
          (label) => `${kind} ${key}: two inputs have the label "${label}".`,
        ),
      ),
    );
  });
});
