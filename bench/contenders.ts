import { ChatOpenAI } from "@langchain/openai";
import OpenAI from "openai";
import pLimit from "p-limit";
import { connectionTo } from "./question";
import { bundleOf } from "./sizes";

/** Sends all prompts to the service at a URL, and says how many were answered. */
export type Contender = (url: string, prompts: readonly string[]) => Promise<number>;

const silent = () => {};
const logger = { debug: silent, info: silent, warn: silent, error: silent };

/** The step Create Multiple Chat Completion of a build, with only its required inputs and those given. */
export const connectorOf =
  (dist: string, more: object = {}): Contender =>
  async (url, prompts) => {
    const { data } = await require(bundleOf(dist)).default.actions.createCompletions.perform(
      { logger },
      { connection: connectionTo(url), model: "bench", messages: JSON.stringify(prompts), ...more },
    );
    return data.counts.succeeded;
  };

/** The step Create Embeddings of a build, with only its required inputs. */
export const embeddingsOf =
  (dist: string): Contender =>
  async (url, texts) => {
    const { data } = await require(bundleOf(dist)).default.actions.createEmbeddings.perform(
      { logger },
      { connection: connectionTo(url), model: "bench", texts: [...texts] },
    );
    return data.counts.succeeded;
  };

/** The SDK with its own retries, as many calls at a time as p-limit lets through. */
export const sdkWithLimit =
  (atOnce: number): Contender =>
  async (url, prompts) => {
    const openai = new OpenAI({ apiKey: "key", baseURL: url });
    const limit = pLimit(atOnce);
    const calls = prompts.map((content) =>
      limit(() => openai.chat.completions.create({ model: "bench", messages: [{ role: "user", content }] })),
    );
    const answers = await Promise.allSettled(calls);
    return answers.filter(({ status }) => status === "fulfilled").length;
  };

/** LangChain's batch with its own retries, so many calls at a time. */
export const langChain =
  (maxConcurrency: number): Contender =>
  async (url, prompts) => {
    const model = new ChatOpenAI({ apiKey: "key", model: "bench", configuration: { baseURL: url } });
    const answers = await model.batch([...prompts], { maxConcurrency }, { returnExceptions: true });
    return answers.filter((answer) => !(answer instanceof Error)).length;
  };
