import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { apiRoutes } from "../apiRoutes";
import type { Workbench } from "../workbench";
import { answerApi } from "./answerApi";
import type { readBuiltPage } from "./builtPage";
import { isOwnHost } from "./gate";
import { pagePolicy } from "./pageHeaders";
import type { Session } from "./Session";
import { sendAnswer } from "./sendAnswer";
import { sentencePage } from "./sentencePage";

/** The server that a request came to. */
interface Place {
  /** What tells this server from another program at its address. */
  id: string;
  port: number;
  session: Session;
  page: ReturnType<typeof readBuiltPage>;
  workbench: Workbench;
}

const html = "text/html; charset=utf-8";

const noPage =
  "The page is not built yet: end the workbench with Ctrl-C, and start it by npm run workbench, which builds it.";
const usedAddress =
  "This address was used before, or is not complete. Press Enter in the terminal where the workbench runs: it prints a new one.";
const otherHost = "This name is not the workbench's. Open the address that the terminal shows.";

const sendSentence = (response: ServerResponse, status: number, sentence: string): void =>
  sendAnswer(response, { status, contentType: html, body: sentencePage(sentence) });

const goHome = (response: ServerResponse, headers: Record<string, string> = {}): void =>
  sendAnswer(response, { status: 303, contentType: html, body: "", headers: { location: "/", ...headers } });

const sendPage = (response: ServerResponse, page: Place["page"]): void => {
  const index = page.get("/index.html");
  if (!index) {
    sendSentence(response, 503, noPage);
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  const body = index.bytes.toString("utf8").replaceAll("%NONCE%", nonce);
  const headers = { "content-security-policy": pagePolicy(nonce) };
  sendAnswer(response, { status: 200, contentType: html, body, headers });
};

/** Files have names of their own for each content, so that a browser may keep them. */
const keptHeaders = { "cache-control": "private, max-age=31536000, immutable" };

/** Answers whoever the session admits. */
const answerAdmitted = async (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { port, page, workbench }: Place,
): Promise<void> => {
  if (url.pathname === "/api/events" && request.method === "GET") {
    workbench.hub.open(request, response);
  } else if (url.pathname.startsWith("/api/")) {
    await answerApi({ request, response, url, port }, apiRoutes, workbench);
  } else if (url.pathname === "/") {
    sendPage(response, page);
  } else {
    const file = page.get(url.pathname);
    if (!file) return sendSentence(response, 404, "There is nothing here.");
    const { contentType, bytes: body } = file;
    sendAnswer(response, { status: 200, contentType, body, headers: keptHeaders });
  }
};

/** Answers a request: whose name it was meant for comes first, then who asks. */
export const answerRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
): Promise<void> => {
  const { port, session } = place;
  if (!isOwnHost(request.headers.host, port)) return sendSentence(response, 403, otherHost);
  const url = new URL(request.url ?? "/", `http://127.0.0.1:${port}`);
  if (url.pathname === "/health") {
    return sendAnswer(response, { status: 200, contentType: "text/plain", body: place.id });
  }
  const token = url.pathname === "/" ? url.searchParams.get("token") : null;
  if (token !== null && session.spend(token)) return goHome(response, { "set-cookie": session.cookie });
  if (!session.admits(request.headers.cookie)) return sendSentence(response, 401, usedAddress);
  return token === null ? answerAdmitted(request, response, url, place) : goHome(response);
};
