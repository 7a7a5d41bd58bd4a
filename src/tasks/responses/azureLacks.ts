import { refuseInput } from "../../text/InputError";
import { fieldsOf, type JsonObject } from "../../text/isObject";

type Fields = Readonly<JsonObject>;

/** Something of OpenAI's Responses API that Azure's lacks. */
interface Lack {
  /** The input that asks for it. */
  label: string;
  isAskedFor(body: Fields, tools: readonly Fields[]): boolean;
  what: string;
  mend: string;
  /** False where Azure's documents don't agree: the step warns, and the service decides. */
  isSure: boolean;
}

const tools = "Tools (JSON)";
const extraParameters = "Extra Parameters";

const hasTool =
  (...types: readonly string[]) =>
  (_body: Fields, offered: readonly Fields[]): boolean =>
    offered.some(({ type }) => types.includes(String(type)));

/**
 * Every difference, from Azure's OpenAPI file of v1 beside OpenAI's (both of 2026-11), unless another source is named.
 */
const lacks: readonly Lack[] = [
  {
    label: tools,
    isAskedFor: hasTool("computer", "tool_search", "namespace", "programmatic_tool_calling"),
    what: "Azure has no tool of this type",
    mend: "Leave it out, or use a connection to OpenAI.",
    isSure: true,
  },
  {
    label: tools,
    isAskedFor: (_body, offered) =>
      offered.some(
        (tool) => tool["type"] === "mcp" && (tool["tunnel_id"] ?? tool["defer_loading"]) !== undefined,
      ),
    what: "Azure knows neither tunnel_id nor defer_loading of a remote server",
    mend: "Leave them out.",
    isSure: true,
  },
  {
    label: "Service Tier",
    isAskedFor: ({ service_tier: tier }) => tier === "flex" || tier === "scale",
    what: "Azure's guide to priority processing has Default and Priority alone",
    mend: "Choose one of these.",
    isSure: false,
  },
  {
    label: "Reasoning Effort",
    isAskedFor: ({ reasoning }) => fieldsOf(reasoning)["effort"] === "max",
    what: "Azure's reference has Extra High as the greatest effort",
    mend: "Choose it, where the deployment refuses Maximum.",
    isSure: false,
  },
  {
    // Azure's guide to web search reads it as false.
    label: tools,
    isAskedFor: (_body, offered) => offered.some((tool) => tool["external_web_access"] === true),
    what: "on Azure, a web search reads an index and no live pages",
    mend: "Leave external_web_access out.",
    isSure: false,
  },
  {
    label: extraParameters,
    isAskedFor: ({ moderation, prompt_cache_options: cache, reasoning }) => {
      const { mode, context } = fieldsOf(reasoning);
      return [moderation, cache, mode, context].some((value) => value !== undefined);
    },
    what: "Azure's reference has neither moderation nor prompt_cache_options, and no mode or context of reasoning",
    mend: "Leave them out, where the deployment refuses them.",
    isSure: false,
  },
];

const isAsked = ({ isAskedFor }: Lack, body: Fields): boolean =>
  isAskedFor(body, Array.isArray(body["tools"]) ? body["tools"].map(fieldsOf) : []);

/**
 * Checks a request against what Azure lacks.
 * @param body - what the form asks for
 * @param extras - Extra Parameters, which are sent whatever Azure lacked when the table was written
 * @returns sentences on what Azure may refuse
 * @throws InputError with the input's label for what Azure lacks for sure.
 */
export const checkAzureLacks = (body: Fields, extras: Fields): string[] =>
  lacks.flatMap((lack) => {
    const { label, what, mend, isSure } = lack;
    if (isAsked(lack, extras)) return [`${extraParameters}: ${what}. ${mend}`];
    if (!isAsked(lack, body)) return [];
    return isSure ? refuseInput(label, `${what}.`, mend) : [`${label}: ${what}. ${mend}`];
  });
