import type { Connection } from "@prismatic-io/spectral";
import { refuseInput } from "../text/InputError";
import { isEmpty } from "./cleaners";

/**
 * A connection as code or a reference may give it; undefined for "", which stands for one that was not chosen.
 * @throws Error by the input's label for what is no connection.
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

/** Stands for a connection that was not chosen; a step that needs one refuses it. */
const noConnection: Connection = { key: "", configVarKey: "", fields: {} };

/**
 * The same for a connection that a step can't do without: it is refused when the step needs it, since the designer
 * shows examples before one is chosen.
 * @throws Error by the input's label for what is no connection.
 */
export const cleanRequiredConnection = (label: string) => {
  const clean = cleanConnection(label);
  return (value: unknown): Connection => clean(value) ?? noConnection;
};
