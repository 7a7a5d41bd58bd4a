import { refuseInput } from "../../../text/InputError";
import { Memory } from "../../../text/Memory";
import type { Step } from "../../call";
import { operationUrl, routeAt } from "../../endpoint/address";
import { addNote, isOwnError, type OwnError } from "../../errors/errors";
import type { ModelReply } from "../ModelReply";
import type { ModelRequest } from "../ModelRequest";
import { modelKey } from "../modelKey";
import type { Next, Stage } from "../stage";
import { isNeeded, isOfOlderVersion, isWithoutResponses, type Lack, lackIn } from "./apiRefusals";
import { onlyInChat } from "./onlyInChat";

/** What deployments lack in chat, as their refusals said. A refusal of the other API overrules it. */
const lacks = new Memory<readonly Lack[]>(500);

const remember = (key: string, lack: Lack): void =>
  lacks.set(key, [...(lacks.get(key) ?? []).filter((known) => known !== lack), lack]);

const tellings: Readonly<Record<Lack, string>> = {
  chat: "The model does not answer chat completions: the Responses API was used.",
  tools: "The model does not call tools in chat completions while it reasons: the Responses API was used.",
  files: "The model does not read files in chat completions: the Responses API was used.",
};

/** The service's sentence, else what failed. */
const saidIn = ({ sentence, what }: OwnError): string => sentence ?? what;

/** Asks the Responses API, and gives its answer as a chat completion. */
const askResponses = async (step: Step, request: ModelRequest, next: Next): Promise<ModelReply> => {
  const [{ chatToResponse }, { responseToChat }] = await Promise.all([
    import("./chatToResponse"),
    import("./responseToChat"),
  ]);
  const { body, warnings } = chatToResponse(request.body);
  for (const warning of warnings) step.warnings.add(warning);
  const url = operationUrl(step.endpoint, "POST", "/responses");
  const reply = await next(request.with(body, { url, route: routeAt(step.endpoint, "POST", url) }));
  return reply.with(responseToChat(reply.json, request.body));
};

/** Asks the Responses API after chat refused. */
const askOther = async (
  step: Step,
  request: ModelRequest,
  next: Next,
  first: OwnError,
  lack: Lack,
): Promise<ModelReply> => {
  const only = onlyInChat(request.body);
  if (only) {
    addNote(first, `The Responses API can't be used in its place: it has no ${only}.`);
    throw first;
  }
  try {
    const reply = await askResponses(step, request, next);
    remember(modelKey(step), lack);
    step.warnings.add(tellings[lack]);
    return reply;
  } catch (second) {
    if (isWithoutResponses(second)) {
      // Without reasoning, the model calls tools in chat as well: a stage behind this one can ask for that.
      if (lack === "tools") return next(request);
      addNote(first, `The Responses API refused as well: ${saidIn(second)}`);
      throw first;
    }
    remember(modelKey(step), lack);
    if (isOwnError(second)) addNote(second, `Chat completions had been refused before: ${saidIn(first)}`);
    throw second;
  }
};

const askChat = (step: Step, request: ModelRequest, next: Next): Promise<ModelReply> =>
  next(request.thatMayGoOver()).catch((error: unknown) => {
    const lack = lackIn(error, request.body, step.endpoint);
    if (lack === undefined) throw error;
    return askOther(step, request, next, error as OwnError, lack);
  });

/** Asks the API that the deployment is known to answer, first chat, and the other one where it refuses. */
const askEither = (step: Step, request: ModelRequest, next: Next): Promise<ModelReply> => {
  const key = modelKey(step);
  const lack = lacks.get(key)?.find((known) => isNeeded(known, request.body));
  return lack === undefined || onlyInChat(request.body)
    ? askChat(step, request, next)
    : askOverKnown(step, request, next, key, lack);
};

/** Asks the Responses API for what the deployment is known to lack in chat. */
const askOverKnown = async (
  step: Step,
  request: ModelRequest,
  next: Next,
  key: string,
  lack: Lack,
): Promise<ModelReply> => {
  try {
    const reply = await askResponses(step, request, next);
    step.warnings.add(tellings[lack]);
    return reply;
  } catch (error) {
    if (!isWithoutResponses(error)) throw error;
    lacks.delete(key);
    return next(request);
  }
};

const askChatAlone = async (step: Step, request: ModelRequest, next: Next): Promise<ModelReply> => {
  try {
    return await next(request);
  } catch (error) {
    if (lackIn(error, request.body, step.endpoint))
      addNote(
        error as OwnError,
        "API in Model Settings is Chat Completions: choose Automatic, or Responses, if the model answers there.",
      );
    throw error;
  }
};

const askResponsesAlone = async (step: Step, request: ModelRequest, next: Next): Promise<ModelReply> => {
  const only = onlyInChat(request.body);
  if (only)
    refuseInput(
      "API",
      `it is Responses, and the request has what that API can't do: ${only}.`,
      "Choose Chat Completions.",
    );
  try {
    return await askResponses(step, request, next);
  } catch (error) {
    if (isOfOlderVersion(error))
      addNote(error, "Set API Version of the connection to v1, or to that one or later.");
    else if (isWithoutResponses(error))
      addNote(
        error,
        "API in Model Settings is Responses: choose Automatic, or Chat Completions, if the server or the model lacks the Responses API.",
      );
    throw error;
  }
};

const asks = { chat: askChatAlone, responses: askResponsesAlone, automatic: askEither };

/**
 * Sends chat requests to the API that the step chose, or by themselves to the one that the deployment answers. Whoever
 * asked gets a chat completion from either.
 */
export const goOver: Stage = (step, request, next) =>
  request.path.endsWith("/chat/completions")
    ? asks[step.modelCall.apiMode ?? "automatic"](step, request, next)
    : next(request);
