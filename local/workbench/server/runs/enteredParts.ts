import { isRecord } from "../../../platform/isRecord";
import type { KeptSecret } from "../../wire/entered";

/** True for what is entered in a way, such as `{ reference: … }`. */
export const isEntered = (value: unknown, kind: string): value is Record<string, unknown> =>
  isRecord(value) && Object.keys(value).length === 1 && Object.hasOwn(value, kind);

/** What was typed into a box. Whatever is not marked as entered in a way is a value. */
export const typedIn = (entered: unknown): unknown =>
  isEntered(entered, "value") ? entered["value"] : entered;

/** True for what stands in the place of a secret. */
export const isKeptSecret = (value: unknown): value is KeptSecret =>
  isEntered(value, "$kept") && typeof value["$kept"] === "string";
