import type { EnteredConnection } from "../../../platform/connection";
import type { ConnectionOrigin } from "../../wire/connection";

/** A connection that steps can be given. */
export interface ShelvedConnection {
  id: string;
  label: string;
  origin: ConnectionOrigin;
  /** For people; holds no secret. */
  description: string;
  entered: EnteredConnection;
  /** The texts in it that no page, log or file may show. */
  secrets: string[];
}
