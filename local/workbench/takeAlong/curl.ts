import { basename } from "node:path";
import { parseMultipart } from "../../endpoint/server/parseMultipart";
import type { TakenText } from "../wire/takenText";
import { secretMark } from "./hiddenText";
import { hereDocument, shellComment, shellWord } from "./shellWord";
import type { TakenConnection, TakenExchange, TakenStep } from "./takenStep";
import { variableName } from "./variableName";

const title = "curl";

/** More requests, such as those of a bulk step, are counted alone. */
const mostExchanges = 10;

/** A longer body is read from a file. */
const longestBody = 200_000;

/** Linux takes words of 128 KiB, and a character has four bytes at most. */
const longestWord = 30_000;

/** Headers that say something of the request. The others are the client's own, or curl's. */
const telling =
  /^(content-type|accept|openai-beta|openai-organization|openai-project|x-ms-client-request-id|if-match|range)$/;

/** The variable of a key, and the header that takes it. */
const credentialHeader = (key: string, isBearer: boolean, variable: string): string =>
  isBearer
    ? `-H "Authorization: Bearer $${variable}"`
    : `-H ${shellWord({ text: `${key}: ` })}"$${variable}"`;

/** The way to sign in that a connection has. */
const signIn = ({
  key,
  fields,
  secretFields,
}: TakenConnection): { headers: string[]; variables: string[] } => {
  const headers: string[] = [];
  const variables: string[] = [];
  const add = (header: string, variable: string, isBearer = false): void => {
    headers.push(credentialHeader(header, isBearer, variable));
    variables.push(variable);
  };
  const isKey = key === "apiKey" || key === "onPremApiKey";
  const isOpenAI = String(fields["isOpenAIKey"]).toLowerCase() === "true";
  if (!isKey) add("authorization", "TOKEN", true);
  else if (secretFields.includes("apiKey")) {
    if (isOpenAI) add("authorization", "OPENAI_API_KEY", true);
    else add("api-key", "AZURE_OPENAI_API_KEY");
  }
  if (secretFields.includes("subscriptionKey")) {
    const name = String(fields["subscriptionKeyHeader"] ?? "Ocp-Apim-Subscription-Key");
    add(name, "AZURE_OPENAI_SUBSCRIPTION_KEY");
  }
  const extra = Array.isArray(fields["extraHeaders"])
    ? (fields["extraHeaders"] as Array<{ key: string; value: string }>)
    : [];
  for (const row of extra) if (row.value === "") add(row.key, variableName(row.key));
  return { headers, variables };
};

/** An address for the shell; each mark in it is a variable named by its parameter. */
const addressOf = (url: string): { word: string; variables: string[] } => {
  const variables: string[] = [];
  const [first = "", ...others] = url.split(secretMark);
  let before = first;
  const parts = others.flatMap((part) => {
    const name = /[?&]([^=&?]*)=$/.exec(before)?.[1] ?? "url secret";
    before = part;
    variables.push(variableName(name));
    return [{ expression: `"$${variableName(name)}"` }, { text: part }];
  });
  return { word: shellWord({ text: first }, ...parts), variables };
};

/** A file for -F: its path, and the name and type that were sent. */
const filePart = (name: string, fileName: string, contentType: string | undefined): string => {
  const quotedText = (text: string): string => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
  const path = basename(fileName) || "file";
  const sentName = path === fileName ? "" : `;filename=${quotedText(fileName)}`;
  const type = contentType === undefined ? "" : `;type=${contentType}`;
  return `-F ${shellWord({ text: `${name}=@${quotedText(path)}${sentName}${type}` })}`;
};

/** What curl sends, and what has to be put beside it. */
interface Sent {
  options: string[];
  document: string;
  files: string[];
}

const formOf = (contentType: string, body: string): Sent | undefined => {
  const parts = parseMultipart(contentType, Buffer.from(body));
  if (!parts || parts.some(({ name }) => /[="\0]/.test(name))) return undefined;
  const files = parts.flatMap(({ fileName }) =>
    fileName === undefined ? [] : [basename(fileName) || "file"],
  );
  const options = parts.map(({ name, fileName, contentType: type, bytes }) =>
    fileName === undefined
      ? `--form-string ${shellWord({ text: `${name}=${bytes.toString("utf8")}` })}`
      : filePart(name, fileName, type),
  );
  return { options, document: "", files };
};

const isText = (body: string): boolean => !/[\0\ufffd]|\p{Cs}/u.test(body);

/** JSON in lines, where nothing but its spaces changes. */
const inLines = (body: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return JSON.stringify(value) === body ? JSON.stringify(value, null, 2) : undefined;
  } catch {
    return undefined;
  }
};

const bodyOf = ({ headers, body }: TakenExchange, index: number): Sent => {
  if (body === undefined || body === "") return { options: [], document: "", files: [] };
  const form = formOf(headers["content-type"] ?? "", body);
  if (form) return form;
  const lines = inLines(body);
  const isWord = lines === undefined && !body.endsWith("\n");
  if (body.length > (isWord ? longestWord : longestBody) || !isText(body)) {
    const file = `body${index + 1}.bin`;
    return { options: [`--data-binary @${file}`], document: "", files: [file] };
  }
  if (isWord) {
    // A here-document would end in a line break that the body does not have.
    return { options: [`--data-raw ${shellWord({ text: body })}`], document: "", files: [] };
  }
  return { options: ["--data-binary @-"], document: hereDocument(lines ?? body, "BODY"), files: [] };
};

/** What has to be set and put beside one command. */
interface Command {
  text: string;
  variables: string[];
  files: string[];
}

const commandOf = (exchange: TakenExchange, connection: TakenConnection, index: number): Command => {
  const lower = Object.fromEntries(
    Object.entries(exchange.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { options, document, files } = bodyOf({ ...exchange, headers: lower }, index);
  const isForm = options.some((option) => /^(-F|--form-string) /.test(option));
  const headers = Object.entries(lower)
    .filter(([name]) => telling.test(name) && !(isForm && name === "content-type"))
    .map(([name, value]) => `-H ${shellWord({ text: `${name}: ${value}` })}`);
  // Without a type, curl says that a body is a form.
  const isUntyped = options.length > 0 && !isForm && lower["content-type"] === undefined;
  const { word, variables } = addressOf(exchange.url);
  const credential = signIn(connection);
  const method = /^[A-Z]{1,10}$/.test(exchange.method) ? exchange.method : "GET";
  const start = method === "HEAD" ? "curl --head" : `curl -X ${method}`;
  const lines = [
    `${start} --globoff ${word}`,
    ...credential.headers,
    ...headers,
    ...(isUntyped ? ["-H content-type:"] : []),
    ...options,
  ];
  return {
    text: `${lines.join(" \\\n  ")}${document}`,
    variables: [...credential.variables, ...variables],
    files,
  };
};

const emptyNotes = {
  planned: "There is no request yet: run the step first.",
  run: "The step sent no request.",
};

/** The requests of a run as commands of curl, each key a variable. */
export const curl = (step: TakenStep): TakenText => {
  const { operation, connections, exchanges, moreExchanges = 0, wasRun = false } = step;
  const connection = connections["connection"] ?? { key: "apiKey", fields: {}, secretFields: ["apiKey"] };
  const shown = exchanges
    .slice(0, mostExchanges)
    .map((exchange, index) => commandOf(exchange, connection, index));
  if (shown.length === 0) {
    const notes = [emptyNotes[wasRun ? "run" : "planned"]];
    return { form: "curl", title, notes, parts: [] };
  }
  const variables = [...new Set(shown.flatMap((command) => command.variables))];
  const files = [...new Set(shown.flatMap((command) => command.files))];
  const more = exchanges.length - shown.length + moreExchanges;
  const notes = [
    ...(variables.length > 0 ? [`Set ${variables.join(", ")} before.`] : []),
    ...(files.length > 0 ? [`Put ${files.join(", ")} into the folder that curl runs in.`] : []),
    ...(more > 0 ? [`${more} more ${more === 1 ? "request is" : "requests are"} left out.`] : []),
  ];
  const text = [shellComment(`The requests of ${operation.label}`), ...shown.map((command) => command.text)];
  return {
    form: "curl",
    title,
    notes,
    parts: [{ name: `${operation.key}.curl.sh`, language: "bash", text: `${text.join("\n")}\n` }],
  };
};
