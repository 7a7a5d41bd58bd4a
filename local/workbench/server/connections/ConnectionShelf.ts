import type { Need } from "../../../cases/stepCase";
import type { CaseWorld, ConnectionKind } from "../../../cases/world";
import type { EnteredConnection } from "../../../platform/connection";
import { RequestError } from "../http/RequestError";

/** A connection that steps can be given. */
export interface ShelvedConnection {
  id: string;
  label: string;
  origin: "local" | "environment" | "typed";
  /** For people; holds no secret. */
  description: string;
  entered: EnteredConnection;
  /** The texts in it that no page, log or file may show. */
  secrets: string[];
}

interface LocalConnection {
  id: string;
  label: string;
  kind: ConnectionKind;
  needs?: Need;
}

/** The first is the one that a new form has. */
const localConnections: readonly LocalConnection[] = [
  { id: "local", label: "Local endpoint", kind: "v1" },
  { id: "local-dated", label: "Local endpoint, dated API", kind: "dated" },
  { id: "local-openai", label: "Local endpoint as OpenAI", kind: "openai" },
  { id: "local-entra", label: "Local endpoint, service principal", kind: "entra", needs: "resourceManager" },
  {
    id: "local-unending",
    label: "Local endpoint, work that never ends",
    kind: "v1",
    needs: "unendingBatches",
  },
];

/** Fields of the local connections that are secrets. */
const secretFields = ["apiKey", "clientSecret", "contentSafetyKey"];

/** The id of the local connection that has what a step needs. */
export const localConnectionFor = (needs: Need | undefined): string =>
  localConnections.find((one) => one.needs === needs)?.id ?? "local";

/** The connections of a session, in memory alone. */
export class ConnectionShelf {
  private readonly shelved = new Map<string, ShelvedConnection>();

  constructor(world: CaseWorld) {
    for (const { id, label, kind, needs } of localConnections) {
      const entered = world.connectionTo(kind, needs);
      const description = `${entered.key} at ${String(entered.fields["endpoint"])}`;
      const secrets = secretFields
        .map((key) => String(entered.fields[key] ?? ""))
        .filter((text) => text !== "");
      this.shelved.set(id, { id, label, origin: "local", description, entered, secrets });
    }
  }

  list(): ShelvedConnection[] {
    return [...this.shelved.values()];
  }

  /** Adds one, or replaces the one of the same id. */
  put(connection: ShelvedConnection): void {
    this.shelved.set(connection.id, connection);
  }

  /**
   * A connection by its id.
   * @throws RequestError for an unknown one
   */
  get(id: string): ShelvedConnection {
    const found = this.shelved.get(id);
    if (!found) throw new RequestError(404, "This connection is no longer there: choose another one.");
    return found;
  }

  /** The secrets of all connections. */
  secrets(): string[] {
    return this.list().flatMap(({ secrets }) => secrets);
  }
}
