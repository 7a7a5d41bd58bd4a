import type { BrowserContext, Request } from "playwright-core";

/** What went wrong on the pages of a context. */
export interface PageProblems {
  /** The problems so far, which are forgotten by it. */
  take(): Promise<string[]>;
}

/** A policy that only stops something, such as eval, tells the page and writes nothing to the console. */
const tellViolations = `addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) =>
  console.error(["Content security policy:", effectiveDirective, "stopped", blockedURI, sample, "in", sourceFile + ":" + lineNumber].join(" ")));`;

/** Chromium asks for it by itself, where a page names no icon, and at times that a page can't foretell. */
const isIconOfTab = (address: string): boolean => address.endsWith("/favicon.ico");

/** What a page holds in itself goes to nobody. */
const staysInPage = /^(?:data|blob|about):/;

const isElsewhere = (request: Request, origin: string): boolean =>
  !staysInPage.test(request.url()) && new URL(request.url()).origin !== origin;

/**
 * Watches the pages of a context, before any is opened: errors that they throw or write to the console, violations of
 * their policy, requests to other origins, crashes. What one of the patterns matches is expected.
 */
export const watchPages = async (
  context: BrowserContext,
  origin: string,
  expected: readonly RegExp[],
): Promise<PageProblems> => {
  const problems: string[] = [];
  const add = (problem: string): void => {
    if (!expected.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  context.on("weberror", (event) => add(`It threw: ${event.error()?.stack ?? event.error()}`));
  context.on("console", (message) => {
    const { url } = message.location();
    if (message.type() !== "error" || isIconOfTab(url)) return;
    add(`It wrote to its console: ${message.text()} (${url})`);
  });
  context.on("request", (request) => {
    if (isElsewhere(request, origin)) add(`It asked elsewhere: ${request.method()} ${request.url()}`);
  });
  context.on("page", (page) => {
    page.on("crash", () => add("It crashed."));
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== new URL(origin).host) add(`It asked elsewhere: ${socket.url()}`);
    });
  });
  await context.addInitScript(tellViolations);
  return {
    take: async () => {
      // The browser tells in order: what happened before this answer was told before it.
      const pages = context.pages().filter((page) => !page.isClosed());
      await Promise.allSettled(pages.map((page) => page.evaluate("0")));
      return problems.splice(0);
    },
  };
};
