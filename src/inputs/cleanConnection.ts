import type { Connection } from "@prismatic-io/spectral";
import { refuseInput } from "../text/InputError";
import { isEmpty } from "./cleaners";

/**
 * Cleans an optional connection, which code or a reference may give; undefined for "", which stands for none.
 * @throws InputError with the input's label for a value that is not a connection.
 */
export const cleanConnection =
  (label: string) =>
  (value: unknown): Connection | undefined => {
    if (isEmpty(value)) return undefined;
    const { key, fields } = value as Partial<Record<keyof Connection, unknown>>;
    if (typeof key === "string" && typeof fields === "object" && fields !== null) return value as Connection;
    return refuseInput(
      label,
      "what was given is no connection.",
      "Choose a connection, or reference one of the integration's.",
    );
  };

/** Stands for no connection. A step that needs one refuses it. */
const noConnection: Connection = { key: "", configVarKey: "", fields: {} };

/**
 * Cleans a required connection. A missing one is refused when the step uses it, because the designer shows examples
 * before one is chosen.
 * @throws InputError with the input's label for a value that is not a connection.
 */
export const cleanRequiredConnection = (label: string) => {
  const clean = cleanConnection(label);
  return (value: unknown): Connection => clean(value) ?? noConnection;
};
