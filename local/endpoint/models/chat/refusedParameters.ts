import { standardError } from "../../server/errorShapes";
import type { ChatRefusal } from "./refusals";

/** How a refusal is worded: as the services, and other servers and gateways, do it. */
type RefusalWording = "service" | "azureModels" | "fastApi" | "vllm" | "groq" | "xai" | "litellm";

/** Parameters that a deployment refuses, the first of the list first. */
interface RefusedParameter {
  /** The name in the request's body. */
  name: string;
  /** Values that are taken nevertheless; left out, none is. */
  allowed?: ReadonlyArray<string | number>;
  /** Default: service. */
  wording?: RefusalWording;
}

/** Refused parameters by the name of the deployment. */
export type ParameterRefusals = Readonly<Record<string, readonly RefusedParameter[]>>;

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const extraForbidden = (name: string, input: unknown) => ({
  ...{ type: "extra_forbidden", loc: ["body", name], msg: "Extra inputs are not permitted", input },
});

const sentenceOf = ({ name, allowed }: RefusedParameter, value: unknown): string => {
  if (allowed === undefined) return `Unsupported parameter: '${name}' is not supported with this model.`;
  const values = allowed.map((each) => `'${each}'`).join(", ");
  return `Unsupported value: '${name}' does not support '${String(value)}' with this model. Supported values are: ${values}.`;
};

const bodies: Readonly<Record<RefusalWording, (refused: RefusedParameter, value: unknown) => unknown>> = {
  service: (refused, value) =>
    standardError({
      message: sentenceOf(refused, value),
      param: refused.name,
      code: refused.allowed === undefined ? "unsupported_parameter" : "unsupported_value",
    }),
  azureModels: ({ name }) => ({
    error: {
      code: "unrecognized_request_argument",
      message: `Unrecognized request argument supplied: ${name}`,
    },
  }),
  fastApi: ({ name }, value) => ({ detail: [extraForbidden(name, value)] }),
  vllm: ({ name }, value) => ({
    object: "error",
    message: `[{'type': 'extra_forbidden', 'loc': ('body', '${name}'), 'msg': 'Extra inputs are not permitted', 'input': ${String(value)}}]`,
    ...{ type: "BadRequestError", param: null, code: 400 },
  }),
  groq: ({ name }) => ({
    error: {
      message: `property '${name}' is unsupported, did you mean 'stop'?`,
      type: "invalid_request_error",
    },
  }),
  xai: ({ name }) => ({
    code: "Client specified an invalid argument",
    error: `Model grok-4-latest does not support parameter ${camelCase(name)}.`,
  }),
  litellm: ({ name }) =>
    standardError({
      message: `litellm.UnsupportedParamsError: azure does not support parameters: ['${name}'], for model=o3. To drop these, set \`litellm.drop_params=True\``,
      code: null,
    }),
};

/** The first refusal of a parameter of the body; undefined where all are taken. */
export const refuseParameters = (
  refused: readonly RefusedParameter[] = [],
  body: Record<string, unknown>,
): ChatRefusal | undefined => {
  for (const parameter of refused) {
    const { name, allowed = [], wording = "service" } = parameter;
    const value = body[name];
    if (value === undefined || allowed.some((each) => each === value)) continue;
    return { status: wording === "fastApi" ? 422 : 400, body: bodies[wording](parameter, value) };
  }
  return undefined;
};
