import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { call } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const eventsOf = async (fields: object) => {
  const { body } = await call(endpoint, "/openai/v1/responses", {
    model: "gpt-5.4",
    stream: true,
    ...fields,
  });
  return String(body)
    .trimEnd()
    .split("\n\n")
    .map((event) => JSON.parse(event.replace(/^event: .*\ndata: /, "")));
};

const names = (events: ReadonlyArray<{ type: string }>) =>
  events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);

test("a streamed response comes in the service's order, numbered, whole at the end", async () => {
  const events = await eventsOf({ input: "What is 6 times 7?" });
  expect(names(events)).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
  ]);
  expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_event, index) => index));
  const text = events.filter(({ type }) => type === "response.output_text.delta").map(({ delta }) => delta);
  expect(events.at(-1).response.output.at(-1).content[0].text).toBe(text.join(""));
});

test("its calls come in pieces as well", async () => {
  const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
  const events = await eventsOf({
    input: "How is the weather?",
    tools: [{ type: "function", name: "weather", parameters }],
    tool_choice: "required",
  });
  expect(names(events)).toEqual(expect.arrayContaining(["response.function_call_arguments.done"]));
  const done = events.find(({ type }) => type === "response.function_call_arguments.done");
  expect(JSON.parse(done.arguments)).toHaveProperty("city");
});
