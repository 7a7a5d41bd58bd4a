import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { apiRoutes } from "../apiRoutes";
import type { Workbench } from "../workbench";
import { answerApi } from "./answerApi";
import type { BuiltPage } from "./BuiltPage";
import { addressOf, isForThisServer, isOfOtherPage } from "./gate";
import { bouncePolicy, pagePolicy } from "./pageHeaders";
import type { Session } from "./Session";
import { sendAnswer, sendSentence } from "./sendAnswer";
import { bouncePage } from "./sentencePage";

/** The server that a request came to. */
interface Place {
  /** What tells this server from another program at its address. */
  id: string;
  port: number;
  session: Session;
  page: BuiltPage;
  workbench: Workbench;
}

const html = "text/html; charset=utf-8";

const noPage = "The page is not built yet: run npm run workbench:page, then reload this one.";
const usedAddress =
  "This address was used before, or is not complete. Press Enter in the terminal where the workbench runs: it prints a new one.";
const otherHost = "This name is not the workbench's. Open the address that the terminal shows.";
const otherPage = "This request came from a page that is not the workbench's: it gets nothing.";
const noAddress = "This is no address of the workbench. Open the one that the terminal shows.";

const goHome = (response: ServerResponse, headers: Record<string, string> = {}): void =>
  sendAnswer(response, { status: 303, contentType: html, body: "", headers: { location: "/", ...headers } });

const sendPage = (response: ServerResponse, page: BuiltPage): void => {
  const index = page.look();
  if (index === undefined) {
    sendSentence(response, 503, noPage);
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  const headers = { "content-security-policy": pagePolicy(nonce) };
  const body = index.replaceAll("%NONCE%", nonce);
  sendAnswer(response, { status: 200, contentType: html, body, headers });
};

/** A service worker of another program that was at this port would answer in place of the workbench. */
const forgetHeaders = { "clear-site-data": '"storage"' };

/** Files have names of their own for each content, so that a browser may keep them. */
const keptHeaders = { "cache-control": "private, max-age=31536000, immutable" };

/** Answers whoever the session admits. */
const answerAdmitted = async (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { page, workbench }: Place,
): Promise<void> => {
  if (url.pathname === "/api/events" && request.method === "GET") {
    workbench.hub.open(request, response);
  } else if (url.pathname.startsWith("/api/")) {
    await answerApi({ request, response, url }, apiRoutes, workbench);
  } else if (url.pathname === "/") {
    sendPage(response, page);
  } else {
    const file = page.file(url.pathname);
    if (!file) return sendSentence(response, 404, "There is nothing here.");
    const { contentType, bytes: body } = file;
    sendAnswer(response, { status: 200, contentType, body, headers: keptHeaders });
  }
};

/** Answers whoever has no cookie of the session. */
const answerStranger = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
  const isFollowedLink = url.pathname === "/" && isOfOtherPage(request.headers);
  if (isFollowedLink) {
    // A link of another site brings no cookie, not even behind a token's redirect: this page of our own asks again.
    const headers = { "content-security-policy": bouncePolicy };
    sendAnswer(response, { status: 200, contentType: html, body: bouncePage, headers });
  } else {
    sendSentence(response, 401, usedAddress);
  }
};

/** Answers a request: whose name it was meant for comes first, then who asks. */
export const answerRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
): Promise<void> => {
  const { port, session } = place;
  const { method = "", headers } = request;
  if (!isForThisServer(request, port)) return sendSentence(response, 403, otherHost);
  const url = addressOf(request, port);
  if (!url) return sendSentence(response, 400, noAddress);
  const { pathname, searchParams } = url;
  if (isOfOtherPage(headers) && pathname !== "/") return sendSentence(response, 403, otherPage);
  if (!pathname.startsWith("/api/") && method !== "GET" && method !== "HEAD") {
    return sendSentence(response, 405, "Nothing here takes this method.", { allow: "GET, HEAD" });
  }
  if (pathname === "/health") {
    return sendAnswer(response, { status: 200, contentType: "text/plain", body: place.id });
  }
  const token = pathname === "/" ? searchParams.get("token") : null;
  if (token !== null && method === "GET" && session.spend(token)) {
    return goHome(response, { ...forgetHeaders, "set-cookie": session.cookie });
  }
  if (!session.admits(headers.cookie)) return answerStranger(request, response, url);
  return token === null ? answerAdmitted(request, response, url, place) : goHome(response);
};
