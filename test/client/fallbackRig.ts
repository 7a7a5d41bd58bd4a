import { deploymentNotFoundError } from "../../local/endpoint";
import { chatAnswer, errorAnswer } from "../support/answers";
import { keyConnection, run } from "../support/connector";
import {
  type ScriptEntry,
  type ScriptedAnswer,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../support/scriptedServer";

/** A server with deployments, each of which follows a script of its own; its last entry repeats. */
export interface DeploymentServer extends ScriptedServer {
  /** The deployments asked so far, one entry for each request. */
  readonly asked: string[];
  /** Gives a deployment another script. */
  deploy(name: string, ...entries: ScriptEntry[]): void;
}

/** What the service says of a deployment that it does not have. */
export const notFoundAnswer: ScriptedAnswer = { status: 404, body: deploymentNotFoundError() };

/** Starts a server for one test. */
export const startDeployments = async (
  deployments: Record<string, ScriptEntry> = {},
): Promise<DeploymentServer> => {
  const scripts = new Map(Object.entries(deployments).map(([name, entry]) => [name, [entry]]));
  const asked: string[] = [];
  const server = await startScriptedServer([
    (request, response) => {
      const { model } = JSON.parse(request.body) as { model: string };
      asked.push(model);
      const script = scripts.get(model) ?? [notFoundAnswer];
      const entry = (script.length > 1 ? script.shift() : script[0]) ?? notFoundAnswer;
      if (typeof entry === "function") entry(request, response);
      else sendAnswer(response, entry);
    },
  ]);
  return Object.assign(server, {
    asked,
    deploy: (name: string, ...entries: ScriptEntry[]) => void scripts.set(name, entries),
  });
};

/** A chat step's fallbacks and request options. */
export interface ChatParams {
  model?: string;
  fallbackModels?: unknown;
  fallbackConnection?: unknown;
  requestOptions?: Record<string, string>;
  connection?: unknown;
}

/** One attempt for each deployment, unless a test says otherwise. */
export const once = { maxRetries: "0" };

/** Runs a chat step for the deployment a. */
export const chatAt = (server: { url: string }, params: ChatParams = {}, context = {}) =>
  run(
    "createChatCompletion",
    {
      connection: keyConnection(server.url),
      model: "a",
      userPrompt: "Hello",
      requestOptions: once,
      ...params,
    },
    context,
  );

/** An answer that says who gave it. */
export const answerOf = (name: string): ScriptedAnswer => chatAnswer(`from ${name}`);

/** The service's error 500. */
export const broken = errorAnswer(500);

/** Where a server's deployments are, as the output names it. */
export const baseOf = ({ url }: { url: string }): string => `${url}/openai/v1`;
