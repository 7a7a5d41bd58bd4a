import type { Response, Tool } from "openai/resources/responses/responses";
import type { Client } from "../../client/createClient";
import type { ModelAnswer } from "../../client/fallback/fallback";
import type { answerForm } from "../../inputs/answerForm";
import { withExtras } from "../../inputs/extraParameters";
import { chatPurpose } from "../../inputs/model";
import type { SettingsOf } from "../../inputs/settingsOf";
import type { OfferedTools } from "../../inputs/toolSettings";
import type { ReadResponse } from "../../output/response";
import type { ResponseFile } from "../../output/responseItems";
import { hasCalls, hasHostedCalls, responseOutcome } from "../../output/responseOutcome";
import { UsageCounter } from "../../output/usage";
import { cutAtFirst } from "../../text/cutAtFirst";
import { firstAnswer } from "../../text/firstAnswer";
import { fieldsOf, type JsonObject } from "../../text/isObject";
import { checkedForm, checkedOffer, checkForced } from "../answers/askChat";
import { askInForm, toldForm } from "../answers/askInForm";
import { readToolCalls } from "../answers/readToolCalls";
import { schemaFormat } from "../prompts/responseFormat";
import { itemsToGoOn } from "./itemsToGoOn";
import { responseFiles } from "./responseFiles";
import { tellOddities } from "./responseOddities";
import { sendResponse, withAdvice } from "./sendResponse";

/** What a model is asked by the Responses API. */
export interface ResponseQuestion {
  model: string | undefined;
  /** The items of the request, checked. */
  items: JsonObject[];
  /** Its other fields, apart from the model's name and those for functions and the form. */
  fields: JsonObject;
  hostedTools: readonly Tool[];
  headers: Record<string, string>;
  answerForm: SettingsOf<typeof answerForm>;
  offered: OfferedTools;
  /** Extra Parameters, which go before all other fields. */
  extras: JsonObject;
  /** Texts at which the answer ends: the API has none, so that it is cut here. */
  stop: readonly string[];
}

/** An answer, and the files that were fetched from where it came from. The other fields are what it is billed by. */
interface Answered extends Record<"model" | "usage" | "service_tier", unknown> {
  response: Response;
  files: ResponseFile[];
}

type Form = NonNullable<Awaited<ReturnType<typeof checkedForm>>>;

const textFormat = ({ schema, format }: Form): JsonObject => {
  if (format === "prompt") return {};
  if (format === "json_object") return { format: { type: "json_object" } };
  const { json_schema } = schemaFormat(schema);
  return { format: { type: "json_schema", ...json_schema } };
};

/** The fields of the request, apart from the model's name and the items. */
const bodyOf = async (
  { fields, hostedTools, offered, extras }: ResponseQuestion,
  form: Form | undefined,
): Promise<JsonObject> => {
  const { responseToolFields } = await import("../answers/toolFields");
  const text = { ...fieldsOf(fields["text"]), ...(form && textFormat(form)) };
  return withExtras(
    {
      ...fields,
      ...responseToolFields(offered, hostedTools),
      ...(Object.keys(text).length > 0 && { text }),
    } as JsonObject,
    extras,
  );
};

/** Sends items, and keeps what came of it: the last answer, and the files and the tokens of all. */
class Exchange {
  readonly usage = new UsageCounter();
  readonly files: ResponseFile[] = [];
  last: ModelAnswer<Answered> | undefined;

  constructor(
    private readonly client: Client,
    private readonly question: ResponseQuestion,
    private readonly body: JsonObject,
  ) {}

  /** Sends what is to be mended: alone, where a conversation has the rest already. */
  sendAgain(input: readonly object[]): Promise<Response> {
    return this.send((this.body["conversation"] ?? null) === null ? input : input.slice(-1));
  }

  async send(input: readonly object[]): Promise<Response> {
    const { client, question, body, usage } = this;
    let given: ModelAnswer<Answered>;
    try {
      given = await client.withModel(
        question.model,
        chatPurpose,
        async (openai, model): Promise<Answered> => {
          const response = await sendResponse(openai, { model, ...body, input }, question.headers);
          const files = await responseFiles(openai, response, client.warnings);
          const { model: answered, usage, service_tier } = response;
          return { response, files, model: answered, usage, service_tier };
        },
      );
    } catch (error) {
      throw withAdvice(error);
    }
    this.last = given;
    this.files.push(...given.answer.files);
    usage.add(given.answer.response.usage, given.price);
    return given.answer.response;
  }
}

/**
 * Asks a model by the Responses API: for a text, functions to be run, or data in a form, which it is asked for once more
 * where the first answer is not in it.
 * @throws AzureOpenAIError for an answer that can't be used.
 */
export const askResponse = async (client: Client, question: ResponseQuestion): Promise<ReadResponse> => {
  const { action, warnings } = client;
  const { items, fields, offered, stop } = question;
  const form = await checkedForm(client, question.answerForm);
  const tools = await checkedOffer(client, { offered, settings: question.extras });
  const exchange = new Exchange(client, question, await bodyOf(question, form));
  const first = await exchange.send([...toldForm(form, items), ...items]);
  const endOf = (given: Response) => responseOutcome(given, hasCalls(given));
  let outcome = endOf(first);
  // The service's own tools count: they were called while it answered.
  const isMet = offered.choice === "required" && hasHostedCalls(first);
  if (outcome === "answered" && tools.size > 0 && !isMet) checkForced(offered, action, outcome);
  const parsed =
    form && outcome === "answered"
      ? await askInForm({
          ...{ action, messages: items, form, kept: first },
          ask: (messages: readonly object[]) => exchange.sendAgain(messages),
          endsOtherwise: (given) => {
            outcome = endOf(given);
            return outcome !== "answered";
          },
        })
      : null;
  const { files, last } = exchange;
  const response = last?.answer.response ?? first;
  tellOddities(response, fields, warnings);
  const calls = outcome === "toolCall" ? readToolCalls(action, response, tools) : undefined;
  return {
    ...{ response, files, fallback: last?.fallback, outcome, parsed },
    toolCalls: calls?.shown ?? [],
    items: [...items, ...itemsToGoOn(response, calls)],
    text: cutAtFirst(firstAnswer(response).text ?? "", stop),
    usage: exchange.usage.shown(),
  };
};
