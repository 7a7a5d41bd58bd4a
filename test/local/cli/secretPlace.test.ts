import { secretPlace } from "../../../local/cli/resume/secretPlace";

const inputs = [
  { key: "records", type: "code", label: "Records" },
  { key: "model", type: "string", label: "Model" },
  {
    key: "tools",
    type: "structuredObject",
    label: "Tools",
    inputs: [{ key: "token", type: "password", label: "Token" }],
  },
];
const placeOf = (records: unknown, known: string[] = []) => secretPlace(inputs, { records }, known);

it.each<[what: string, records: unknown]>([
  ["a field by its name", [{ id: 1, api_key: "abc" }]],
  ["a field in JSON as text", '[{"headers": {"Authorization": "abc"}}]'],
  ["a pair of name and value", [{ key: "X-Api-Key", value: "abc" }]],
  ["the header of a request in a text", ["curl -H 'authorization: Bearer abcdefgh12345678'"]],
  ["a signed address", ["see https://example.com/a?sv=1&sig=abc"]],
  ["an address with a password", ["https://me:secret@example.com"]],
  ["a field called key with a key", [{ key: "9aF3kQ7xZ1mB5cD8vR2tY6wE4uI0oP" }]],
  ["what is too deep to be seen", JSON.parse(`${"[".repeat(500)}"a"${"]".repeat(500)}`)],
])("finds %s", (_what, records) => {
  expect(placeOf(records)).toBe("Records");
});

it.each<[what: string, records: unknown]>([
  ["a ticket's key", [{ key: "PROJ-12", text: "The login fails." }]],
  ["counts of tokens", [{ token: 12 }]],
  ["an empty field", [{ password: "" }]],
  ["words about secrets", ["Where do I reset my password? The token is gone."]],
  ["words that a header begins with", ["Basic questions, the bearer identified himself."]],
  ["an address", "https://example.com/a:b?page=2&q=me@example.com"],
  ["text that begins as JSON", "[draft"],
])("lets %s pass", (_what, records) => {
  expect(placeOf(records)).toBeUndefined();
});

it("finds the connection's secret wherever it stands, and fields that hide what is entered", () => {
  expect(placeOf(["my 0123456789abcdef"], ["0123456789abcdef"])).toBe("Records");
  expect(secretPlace(inputs, { model: "m", tools: { token: "x" } }, [])).toBe("Tools");
  expect(secretPlace(inputs, { model: "m", tools: { token: "" } }, [""])).toBeUndefined();
});
