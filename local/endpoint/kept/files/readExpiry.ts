import type { Api } from "../../server/address";
import type { Answer } from "../../server/answer";
import { refuseAbsent, refuseField } from "../../server/refusals";

const longestSeconds = 2_592_000;
const shortestSeconds = { azure: 1_209_600, openai: 3_600 };

/** How long a file is kept, from its `anchor` and `seconds`, or what is wrong with them. */
export const readExpiry = (
  name: string,
  { anchor, seconds }: { anchor?: unknown; seconds?: unknown },
  api: Api,
): { seconds: number | undefined } | { refusal: Answer } => {
  if (anchor === undefined && seconds === undefined) return { seconds: undefined };
  if (anchor === undefined) return { refusal: refuseAbsent(`${name}.anchor`) };
  if (anchor !== "created_at") {
    return { refusal: refuseField(`${name}.anchor`, `Invalid '${name}.anchor': expected 'created_at'.`) };
  }
  if (seconds === undefined) return { refusal: refuseAbsent(`${name}.seconds`) };
  const shortest = shortestSeconds[api === "openai" ? "openai" : "azure"];
  const asked = typeof seconds === "string" && seconds !== "" ? Number(seconds) : seconds;
  if (typeof asked === "number" && Number.isInteger(asked) && asked >= shortest && asked <= longestSeconds) {
    return { seconds: asked };
  }
  const message = `Invalid '${name}.seconds': expected an integer from ${shortest} to ${longestSeconds}.`;
  return { refusal: refuseField(`${name}.seconds`, message) };
};
