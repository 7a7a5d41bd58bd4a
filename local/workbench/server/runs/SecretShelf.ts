import { randomUUID } from "node:crypto";
import type { KeptSecret } from "../../wire/entered";
import { RequestError } from "../http/RequestError";

/** Secrets of a session: each is looked for in whatever goes to a page. */
const mostSecrets = 1_000;
/** A longer text is no secret that a service takes, in characters. */
const longestSecret = 10_000;

/** The secrets that were typed into steps, in memory. What stands for them in a form says nothing of them. */
export class SecretShelf {
  /** What was entered in a box, by its id. */
  private readonly entered = new Map<string, unknown>();
  private readonly ids = new Map<string, string>();

  /** @param hide - told each text that no page may show from now on */
  constructor(private readonly hide: (text: string) => void) {}

  /**
   * Keeps what was entered in a box, and gives what stands for it in a form.
   * @param text - the secret in it
   * @throws RequestError for one that is too long, and for one too many
   */
  keep(entered: unknown, text: string): KeptSecret {
    if (text.length > longestSecret) {
      throw new RequestError(413, `a secret has at most ${longestSecret} characters.`);
    }
    const name = JSON.stringify(entered);
    const known = this.ids.get(name);
    if (known !== undefined) return { $kept: known };
    if (this.entered.size >= mostSecrets) {
      throw new RequestError(
        413,
        `the workbench holds ${mostSecrets} secrets and takes no more: start it anew.`,
      );
    }
    const id = randomUUID();
    this.ids.set(name, id);
    this.entered.set(id, entered);
    this.hide(text);
    return { $kept: id };
  }

  /**
   * What was entered in a box.
   * @throws RequestError for an unknown id, such as one of a workbench that ended
   */
  get(id: string): unknown {
    if (this.entered.has(id)) return this.entered.get(id);
    throw new RequestError(410, "this secret is no longer in the workbench. Enter it again.");
  }
}
