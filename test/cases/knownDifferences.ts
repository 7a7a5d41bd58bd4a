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
    problem:
      /^azure\w+ (get|post) \/fine_tuning\/jobs.*, answer 200: #(\/data\/\*)?\/(finished_at|estimated_finish) /,
    reason:
      "The file has a time that is both a number and a text or null; a number, an ISO text or null arrives.",
  },
  {
    problem:
      /^azure\w+ (get|post) \/fine_tuning\/jobs.*, answer 200: #(\/data\/\*)?\/(organization_id|result_files|method|data) type: .*"null"/,
    reason: "Azure leaves null what it has nothing for, as recorded answers show.",
  },
  {
    problem: /^\w+ (get|post) \/fine_tuning\/jobs.*, answer 200: #(\/data\/\*)?\/status enum/,
    reason:
      "Azure's reference has states of its own, such as pending; the files have none of the pauses that they offer.",
  },
  {
    problem: /^azureDated post \/fine_tuning\/jobs, answer 201: a status that is not described/,
    reason: "Described by the file of v1, which answers 200.",
  },
  {
    problem: /^azureDated delete \/models\/\{model\}, answer 204: a status that is not described/,
    reason: "Described by the file of v1, which answers 200; a dated version answers without a body.",
  },
  {
    problem: /^openai (get|post) \/fine_tuning\/jobs.*, answer 200: #(\/data\/\*)?\/error /,
    reason: "A job that has not failed has an empty error, as recorded answers show.",
  },
  {
    problem:
      /^openai (get|post) \/fine_tuning\/jobs.*, answer 200: #(\/data\/\*)?\/hyperparameters type: .*"null"/,
    reason: "The file says of it that it comes with supervised jobs alone.",
  },
  {
    problem: /^azureDated post \/audio\/speech, request: a body of the type "application\/json"/,
    reason: "The file has a form; JSON is what v1's file describes and what OpenAI's own package sends.",
  },
  {
    problem: /^azureDated post \/audio\/speech, answer 400: a status that is not described/,
    reason: "The file describes the answer with sound alone.",
  },
  {
    problem: /^azureV1 post \/audio\/speech, request: body #\/response_format oneOf: .*\(2 matches\)/,
    reason:
      "The file has any text as one form and the named formats as another, and wants exactly one of them.",
  },
  {
    problem: /^azureV1 post \/audio\/tra\w+, request: a body of the type "multipart\/form-data"/,
    reason:
      "The file describes JSON without saying how it holds a recording; the reference and OpenAI's own package send a form.",
  },
  {
    problem: /^azureV1 post \/audio\/transcriptions, answer 200: #\/segments\/\* /,
    reason:
      "The file has none of the segments with speakers; the guide to models that tell speakers apart shows them.",
  },
  {
    problem: /^azureV1 post \/audio\/transcriptions, answer 200: #\/segments\/\*\/id type/,
    reason: "The ids of segments with speakers are texts.",
  },
  {
    problem: /^azureDated post \/audio\/transcriptions, request: body #\/response_format enum/,
    reason: "The file is older than the models that tell speakers apart, whose format is diarized_json.",
  },
  {
    problem: /^(azureDated|openai) post \/audio\/tra\w+, answer 200: #/,
    reason:
      "The files want exactly one of their forms, and an answer with segments fits that of a text alone as well.",
  },
  {
    problem: /^azureDated post \/images\/generations, request: body #\/(n maximum|size enum)/,
    reason: "The file is of the time of DALL·E 3; GPT image models draw several images of any size.",
  },
  {
    problem: /^azure\w+ post \/images\/edits, request: a body of the type "multipart\/form-data"/,
    reason:
      "The file describes JSON without saying how it holds an image; Azure's guide to images sends a form.",
  },
  {
    problem: /^\w+ post \/images\/edits, answer 200: #\/size enum/,
    reason: "The files have the sizes of earlier models. The look-alike keeps the size of the image.",
  },
  {
    problem: /^\w+ post \/embeddings, answer 200: #\/data\/\*\/embedding type: .*"string"/,
    reason:
      "The files have the request's base64, and leave out what it answers: the numbers' bytes as a text.",
  },
  {
    problem: /^azureDated post \/embeddings, answer 400: a status that is not described/,
    reason: "The file has no refusals of embeddings at all.",
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
  {
    problem:
      /^azure\w+ (get|post) \/responses.*, (request: body|answer 200:) #\/tool_choice type: Instance type "string"/,
    reason: "The file takes objects alone, where its own description has the words auto, none and required.",
  },
  {
    problem:
      /^\w+ post \/responses.*, answer 200: #\/(usage|content_filters|completed_at) type: Instance type "null"/,
    reason: "A response in the background has none of these before it ends, as recorded answers show.",
  },
  {
    problem: /^azure\w+ (get|post) \/responses.*, answer 200: #\/completed_at /,
    reason: "The file has a time that is a number, and a text or null as well; a number arrives.",
  },
  {
    problem: /^\w+ get \/responses\/\{response_id\}, request: query (has )?include\[\]/,
    reason:
      "A list is one pair for each entry, with brackets behind the name, as OpenAI's own package sends it.",
  },
  {
    problem: /^openai post \/responses, request: body #\/input/,
    reason: "A message fits two of the forms of which the file wants exactly one.",
  },
  {
    problem: /^openai delete \/responses\/\{response_id\}, answer 200: a body/,
    reason: "The file describes no body; the reference shows one.",
  },
  {
    problem: /^\w+ get \/vector_stores.*, answer 200: #\/(first|last)_id type: .*"null"/,
    reason: "An empty list has neither a first entry nor a last one.",
  },
  {
    problem: /^azureV1 (get|post) \/vector_stores.*, answer 200: #(\/data\/\*)?\/(last_active|expires)_at /,
    reason: "The file has a time that is a number, and a text or null as well; a number arrives.",
  },
  {
    problem: /^azureDated (get|post) \/vector_stores.*, answer 200: #(\/data\/\*)? required: .*"bytes"/,
    reason: "The file requires a property that it does not describe: it describes usage_bytes.",
  },
  {
    problem: /^azureDated post \/vector_stores\/.*\/search, request: query has api-version/,
    reason: "The file leaves the version out of this operation alone.",
  },
  {
    problem:
      /^azureDated post \/vector_stores\/.*\/file_batches, request: body #.*(attributes|False boolean)/,
    reason: "The file has no attributes. They are sent where a step gives some, and the service decides.",
  },
];
