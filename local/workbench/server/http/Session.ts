import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

/** Tokens that wait for a browser; the oldest end. */
const mostTokens = 8;

/** Who may use a workbench: whoever opened an address with a token, until the workbench ends. */
export class Session {
  /** Tokens that nobody has used yet. */
  private readonly tokens: string[] = [];
  private readonly secret = randomBytes(32).toString("base64url");

  constructor(readonly port: number) {}

  /** A token for one more browser. It can be used once. */
  makeToken(): string {
    const token = randomBytes(24).toString("base64url");
    this.tokens.push(token);
    if (this.tokens.length > mostTokens) this.tokens.shift();
    return token;
  }

  /** Takes a token; false for one that was used or never made. */
  spend(token: string): boolean {
    const index = this.tokens.findIndex((known) => isSame(known, token));
    if (index < 0) return false;
    this.tokens.splice(index, 1);
    return true;
  }

  /** The cookie for a browser that spent a token. It ends with the browser, and other sites' pages can't send it. */
  get cookie(): string {
    return `${this.cookieName}=${this.secret}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** True when a request's cookies have the session's. */
  admits(cookies = ""): boolean {
    return cookies
      .split(";")
      .map((cookie) => cookie.trim().split("="))
      .some(([name, value = ""]) => name === this.cookieName && isSame(value, this.secret));
  }

  /** Cookies are one and the same for all ports of a host, so that each workbench needs a name of its own. */
  private get cookieName(): string {
    return `workbench-${this.port}`;
  }
}
