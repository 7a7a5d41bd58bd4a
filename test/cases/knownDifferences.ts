/** Where a service is known to be other than its OpenAPI file says, and how that is known. */
export interface KnownDifference {
  problem: RegExp;
  reason: string;
}

/** Every difference that there is between the cases' exchanges and the files. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    problem: /^azure\w+ post \/files, request: body # required: .*"expires_after"/,
    reason:
      "The file requires it, the service's documentation does not, and uploads without it are the usual ones.",
  },
  {
    problem: /^azure\w+ post \/batches, request: body #(\/metadata)? .*(metadata|"string")/,
    reason:
      "The file takes texts alone as further properties. Where the service refuses metadata, the connector goes on without.",
  },
  {
    problem: /^azureDated post \/batches, request: body #\/endpoint enum/,
    reason: "Described by the file of v1; the documentation of dated versions leaves the v1 of the path out.",
  },
  {
    problem: /^azureDated .*, request: query api-version: # enum/,
    reason: "Described by the file of v1, which knows no dates.",
  },
  {
    problem:
      /^\w+ (get|post) \/batches.*, answer 20[01]: #(\/data\/\*)?\/(errors|\w+_at|output_file_id|error_file_id) type: .*"null"/,
    reason: "What has not happened is null, as the examples of both references have it.",
  },
  {
    problem: /^azureDated post \/images\/generations, request: body #\/(n maximum|size enum)/,
    reason: "The file is of the time of DALL·E 3; GPT image models draw several images of any size.",
  },
  {
    problem: /^\w+ post \/chat\/completions, answer 400: #(\/error)?\/type type: .*"null"/,
    reason:
      "The content filter's refusal has no type. OpenAI has no such filter; the look-alike refuses there alike.",
  },
  {
    problem: /^azure\w+ .*, answer (401|404|429): # required: .*"(param|type)"/,
    reason: "Azure's gateway, and its store of files and batches, refuse with a code and a message alone.",
  },
  {
    problem: /^azureDated post \/chat\/completions, answer 429: #\/error\/param type: .*"null"/,
    reason: "The account is used up: no parameter is at fault.",
  },
  {
    problem: /^openai get \/files\/\{file_id\}\/content, answer 200: a body of the type/,
    reason: "The file describes a JSON text; what comes are the bytes of the file.",
  },
  {
    problem: /^\w+ \w+ (\/dashboard)?\/webhook_endpoints(\/\*)?: no such operation/,
    reason: "No file describes webhook receivers.",
  },
];
