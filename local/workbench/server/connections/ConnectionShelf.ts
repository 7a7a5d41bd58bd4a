import type { Need } from "../../../cases/stepCase";
import type { CaseWorld, ConnectionKind } from "../../../cases/world";
import { redactorOf } from "../../../cli/redact";
import type { Environment } from "../../../platform/environmentConnection";
import { RequestError } from "../http/RequestError";
import { fromEnvironment } from "./fromEnvironment";
import type { ShelvedConnection } from "./ShelvedConnection";

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

/** Connections of a session. */
const mostShelved = 100;

/** Fields of the local connections that are secrets. */
const secretFields = ["apiKey", "clientSecret", "contentSafetyKey"];

/** The id of the local connection that has what a step needs. */
export const localConnectionFor = (needs: Need | undefined): string =>
  localConnections.find((one) => one.needs === needs)?.id ?? "local";

/** The connections of a session, in memory alone. */
export class ConnectionShelf {
  /** Sentences on what the environment describes in part. */
  readonly problems: readonly string[];
  private readonly shelved = new Map<string, ShelvedConnection>();
  /** What a connection held stays hidden after it is gone: results and logs may still have it. */
  private readonly hidden = new Set<string>();
  private sorted: string[] | undefined;
  private redactor: ((text: string) => string) | undefined;

  constructor(world: CaseWorld, environment: Environment = {}) {
    for (const { id, label, kind, needs } of localConnections) {
      const entered = world.connectionTo(kind, needs);
      const description = String(entered.fields["endpoint"]);
      const secrets = secretFields
        .map((key) => String(entered.fields[key] ?? ""))
        .filter((text) => text !== "");
      this.put({ id, label, origin: "local", description, entered, secrets });
    }
    const { found, problems } = fromEnvironment(environment);
    for (const connection of found) this.put(connection);
    this.problems = problems;
  }

  list(): ShelvedConnection[] {
    return [...this.shelved.values()];
  }

  /** Adds one, or replaces the one of the same id. */
  put(connection: ShelvedConnection): void {
    if (
      connection.origin === "typed" &&
      !this.shelved.has(connection.id) &&
      this.list().length >= mostShelved
    )
      throw new RequestError(409, `There are ${mostShelved} connections: delete one first.`);
    this.shelved.set(connection.id, connection);
    this.hide(connection.secrets);
  }

  /** Hides texts from now on, such as the secret that a step was given by a service. */
  hide(secrets: readonly string[]): void {
    for (const secret of secrets) this.hidden.add(secret);
    this.redactor = undefined;
    this.sorted = undefined;
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

  /**
   * A typed connection by its id.
   * @throws RequestError for an unknown one, and for one that was not typed
   */
  typed(id: string): ShelvedConnection {
    const found = this.get(id);
    if (found.origin !== "typed") throw new RequestError(409, `${found.label} is fixed: type another one.`);
    return found;
  }

  /**
   * Deletes a typed connection.
   * @throws RequestError for an unknown one, and for one that was not typed
   */
  delete(id: string): void {
    this.shelved.delete(this.typed(id).id);
  }

  /** The secrets of all connections, the longest first, since one may be a part of another. */
  secrets(): string[] {
    this.sorted ??= [...this.hidden].sort((left, right) => right.length - left.length);
    return this.sorted;
  }

  /** Removes the secrets of all connections from a text. */
  readonly redact = (text: string): string => {
    this.redactor ??= redactorOf(this.secrets());
    return this.redactor(text);
  };
}
