/**
 * What people paste under Endpoint, and what a chat step sends for it: one line each, the fields that differ from
 * the form's defaults in front, then the way of speaking, the credential's header, the path and the query. A line
 * of `refused` shows how the refusal begins behind "Endpoint: ".
 */
const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Azure's own hosts, below https://r.openai.azure.com. */
export const azureRows = lines(`
  /                                                   => v1 api-key /openai/v1/chat/completions
  /v1                                                 => v1 api-key /openai/v1/chat/completions
  /V1/                                                => v1 api-key /openai/v1/chat/completions
  /v1/chat/completions                                => v1 api-key /openai/v1/chat/completions
  /v1/models                                          => v1 api-key /openai/v1/chat/completions
  /openai                                             => v1 api-key /openai/v1/chat/completions
  /OpenAI/                                            => v1 api-key /openai/v1/chat/completions
  /OPENAI/V1                                          => v1 api-key /openai/v1/chat/completions
  /openai/v1/                                         => v1 api-key /openai/v1/chat/completions
  /openai/v1/openai/v1                                => v1 api-key /openai/v1/chat/completions
  /openai/v1/responses                                => v1 api-key /openai/v1/chat/completions
  /openai/v1/assistants                               => v1 api-key /openai/v1/chat/completions
  /openai/v1?api-version=preview                      => v1 api-key /openai/v1/chat/completions?api-version=preview
  /openai/v1?api-version=v1                           => v1 api-key /openai/v1/chat/completions
  /openai/assistants                                  => v1 api-key /openai/v1/chat/completions
  /openai/assistants?api-version=2024-05-01-preview   => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-05-01-preview
  /openai/threads                                     => v1 api-key /openai/v1/chat/completions
  /openai/vector_stores                               => v1 api-key /openai/v1/chat/completions
  /openai/deployments                                 => v1 api-key /openai/v1/chat/completions
  /OpenAI/Deployments/                                => v1 api-key /openai/v1/chat/completions
  /openai/deployments?api-version=2024-10-21          => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  [2024-10-21] /openai/deployments                    => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  /deployments                                        => v1 api-key /openai/v1/chat/completions
  /deployments/my-gpt/chat/completions?api-version=2024-10-21 => dated api-key /openai/deployments/my-gpt/chat/completions?api-version=2024-10-21
  /openai/deployments/my-gpt                          => dated api-key /openai/deployments/my-gpt/chat/completions?api-version=2024-10-21
  /openai/deployments/my-gpt/chat/completions?api-version=2025-01-01-preview => dated api-key /openai/deployments/my-gpt/chat/completions?api-version=2025-01-01-preview
  /OpenAI/Deployments/My-GPT/Chat/Completions?API-Version=2025-01-01-preview => dated api-key /openai/deployments/My-GPT/chat/completions?api-version=2025-01-01-preview
  /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21 => dated api-key /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21
  /openai/deployments/my-gpt/extensions/chat/completions?api-version=2024-05-01-preview => dated api-key /openai/deployments/my-gpt/chat/completions?api-version=2024-05-01-preview
  /openai/deployments/e/embeddings?api-version=2024-10-21 => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  /openai/chat/completions                            => v1 api-key /openai/v1/chat/completions
  /chat/completions                                   => v1 api-key /openai/v1/chat/completions
  /openai/responses?api-version=2025-04-01-preview    => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2025-04-01-preview
  /models                                             => v1 api-key /openai/v1/chat/completions
  /models/chat/completions?api-version=2024-05-01-preview => v1 api-key /openai/v1/chat/completions
  /api/projects/p                                     => v1 api-key /openai/v1/chat/completions
  /API/Projects/p/agents                              => v1 api-key /openai/v1/chat/completions
  /api/projects/p/openai/v1                           => v1 api-key /api/projects/p/openai/v1/chat/completions
  /api/projects/p/OpenAI/V1/responses                 => v1 api-key /api/projects/p/openai/v1/chat/completions
  [2024-10-21] /                                      => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  [preview] /                                         => v1 api-key /openai/v1/chat/completions?api-version=preview
  [openai] /                                          => v1 api-key /openai/v1/chat/completions
  [openai] /openai                                    => v1 api-key /openai/v1/chat/completions
  [openai] /openai/v1                                 => v1 api-key /openai/v1/chat/completions
  [openai] /v1                                        => v1 api-key /openai/v1/chat/completions
  [openai] /openai/deployments/my-gpt/chat/completions?api-version=2024-10-21 => dated api-key /openai/deployments/my-gpt/chat/completions?api-version=2024-10-21
  /anthropic/v1/messages                              => refused its path belongs to another API
  /anthropic                                          => refused its path belongs to another API
  /speechtotext/v3.2/transcriptions                   => refused its path belongs to another API
  /contentsafety/text:analyze?api-version=2024-09-01  => refused its path belongs to another API
  /language/:analyze-text                             => refused its path belongs to another API
  /openai/realtime?api-version=2024-10-01-preview&deployment=x => refused the realtime API is not used here
  /openai/v1/realtime                                 => refused the realtime API is not used here
  /#overview                                          => refused an address of the API has no #
  /openai/deployments/%zz/chat/completions            => refused the deployment in its path is not spelled
  /openai/models?api-version=soon                     => refused its api-version is not a version
`);

/** A gateway, below https://gw.example. */
export const gatewayRows = lines(`
  /                                                   => v1 api-key /openai/v1/chat/completions
  /team                                               => v1 api-key /team/openai/v1/chat/completions
  /team/openai                                        => v1 api-key /team/openai/v1/chat/completions
  /team/OpenAI                                        => v1 api-key /team/OpenAI/v1/chat/completions
  /team/openai/v1                                     => v1 api-key /team/openai/v1/chat/completions
  /OpenAI/V1/                                         => v1 api-key /OpenAI/v1/chat/completions
  /team/openai/v1/responses                           => v1 api-key /team/openai/v1/chat/completions
  /team/openai/v1/files/file-1/content                => v1 api-key /team/openai/v1/chat/completions
  /openai/v1?subscription-key=abc&tier=gold           => v1 api-key /openai/v1/chat/completions?subscription-key=abc&tier=gold
  [2024-10-21] /team                                  => dated api-key /team/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  [2024-10-21] /team/openai                           => dated api-key /team/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  /team/openai?api-version=2024-10-21                 => dated api-key /team/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  /openai/deployments                                 => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  /aoai/deployments                                   => dated api-key /aoai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  [2025-01-01-preview] /aoai/deployments/             => dated api-key /aoai/deployments/gpt-5.4/chat/completions?api-version=2025-01-01-preview
  /deployments?api-version=2025-01-01-preview         => dated api-key /deployments/gpt-5.4/chat/completions?api-version=2025-01-01-preview
  /deployments/gpt-4o/chat/completions?api-version=2024-10-21 => dated api-key /deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /aoai/deployments/gpt-4o/chat/completions?api-version=2024-10-21 => dated api-key /aoai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /aoai/deployments/gpt-4o                            => dated api-key /aoai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /aoai/Deployments/GPT-4o/chat/completions?api-version=2024-10-21 => dated api-key /aoai/Deployments/GPT-4o/chat/completions?api-version=2024-10-21
  /aoai/deployments/e/embeddings?api-version=2024-10-21 => dated api-key /aoai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  /team/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21 => dated api-key /team/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /OpenAI/deployments/gpt-4o/chat/completions?api-version=2024-10-21 => dated api-key /OpenAI/deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /openai/Deployments/gpt-4o/chat/completions?api-version=2024-10-21 => dated api-key /openai/Deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /openai/deployments/gpt-4o/extensions/chat/completions?api-version=2024-02-01 => dated api-key /openai/deployments/gpt-4o/chat/completions?api-version=2024-02-01
  /openai/deployments/gpt-4o/anything/else            => dated api-key /openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /openai/deployments/a%2Fb/chat/completions          => dated api-key /openai/deployments/a%2Fb/chat/completions?api-version=2024-10-21
  /openai/chat/completions?api-version=2025-01-01-preview => dated api-key /openai/chat/completions?api-version=2025-01-01-preview
  /team/openai/chat/completions?api-version=2024-10-21&x=1 => dated api-key /team/openai/chat/completions?api-version=2024-10-21&x=1
  [2024-10-21] /openai/chat/completions               => dated api-key /openai/chat/completions?api-version=2024-10-21
  /openai/chat/completions                            => v1 api-key /openai/chat/completions
  /chat/completions                                   => v1 api-key /chat/completions
  /x/chat/completions                                 => v1 api-key /x/chat/completions
  /x/Chat/Completions/                                => v1 api-key /x/chat/completions
  [2024-10-21] /x/chat/completions                    => dated api-key /x/chat/completions?api-version=2024-10-21
  /x/chat/completions?api-version=preview             => v1 api-key /x/chat/completions?api-version=preview
  /foundry/models/chat/completions?api-version=2024-05-01-preview => dated api-key /foundry/models/chat/completions?api-version=2024-05-01-preview
  /foundry/models?api-version=2024-05-01-preview      => dated api-key /foundry/models/chat/completions?api-version=2024-05-01-preview
  /foundry/models                                     => v1 api-key /foundry/models/openai/v1/chat/completions
  /files                                              => v1 api-key /files/openai/v1/chat/completions
  /team/batches/openai/v1                             => v1 api-key /team/batches/openai/v1/chat/completions
  /models/v1/chat/completions                         => openai authorization /models/v1/chat/completions
  /models/org/name/v1/chat/completions                => openai authorization /models/org/name/v1/chat/completions
  /models/org/name/v1                                 => openai authorization /models/org/name/v1/chat/completions
  /files/v1/chat/completions                          => openai authorization /files/v1/chat/completions
  /chat/completions/v1/embeddings                     => openai authorization /chat/completions/v1/chat/completions
  /embeddings/openai/v1/chat/completions              => v1 api-key /embeddings/openai/v1/chat/completions
  /v1                                                 => openai authorization /v1/chat/completions
  /V1                                                 => openai authorization /V1/chat/completions
  /api/v1/                                            => openai authorization /api/v1/chat/completions
  /api/v1/chat/completions                            => openai authorization /api/v1/chat/completions
  /api/v1/models                                      => openai authorization /api/v1/chat/completions
  /api/v1/models/gpt-5.4                              => openai authorization /api/v1/chat/completions
  /v1/chat/completions?key=abc                        => openai authorization /v1/chat/completions?key=abc
  /v1/chat/completions?api-version=2024-10-21         => openai authorization /v1/chat/completions?api-version=2024-10-21
  /v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2024-10-21 => dated api-key /v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2024-10-21
  /v1/acc/gw/azure-openai/res/dep?api-version=2024-12-01-preview => dated api-key /v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2024-12-01-preview
  /v1/acc/gw/azure-openai/res/dep                     => dated api-key /v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2024-10-21
  /azure-openai/team/openai/v1                        => v1 api-key /azure-openai/team/openai/v1/chat/completions
  /azure-openai/team/v1                               => openai authorization /azure-openai/team/v1/chat/completions
  /openai/models?api-version=2024-10-21               => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21
  /openai/assistants?api-version=2024-05-01-preview   => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2024-05-01-preview
  /openai/responses?api-version=2025-04-01-preview    => dated api-key /openai/deployments/gpt-5.4/chat/completions?api-version=2025-04-01-preview
  /aoai/responses?api-version=2025-04-01-preview      => dated api-key /aoai/deployments/gpt-5.4/chat/completions?api-version=2025-04-01-preview
  /aoai/responses                                     => v1 api-key /aoai/chat/completions
  /api/projects/p                                     => v1 api-key /openai/v1/chat/completions
  /api/projects/p/openai/v1                           => v1 api-key /api/projects/p/openai/v1/chat/completions
  /team/openai/v1/realtime                            => refused the realtime API is not used here
  /docs#/operations                                   => refused an address of the API has no #
  /deployments/%zz/chat/completions                   => refused the deployment in its path is not spelled
  /openai?api-version=soon                            => refused its api-version is not a version
`);

/** The same gateway with Is OpenAI Key: a bearer token, and the path as it was pasted. */
export const openAIKeyRows = lines(`
  /                                                   => openai authorization /v1/chat/completions
  /v1                                                 => openai authorization /v1/chat/completions
  /openai                                             => openai authorization /openai/chat/completions
  /openai/                                            => openai authorization /openai/chat/completions
  /openai/v1                                          => openai authorization /openai/v1/chat/completions
  /OpenAI/V1/                                         => openai authorization /OpenAI/V1/chat/completions
  /openai/v1/chat/completions                         => openai authorization /openai/v1/chat/completions
  /openai/v1/models                                   => openai authorization /openai/v1/chat/completions
  /v1beta/openai/                                     => openai authorization /v1beta/openai/chat/completions
  /v1beta/openai/chat/completions                     => openai authorization /v1beta/openai/chat/completions
  /v1/openai                                          => openai authorization /v1/openai/chat/completions
  /client/v4/accounts/acc/ai/v1                       => openai authorization /client/v4/accounts/acc/ai/v1/chat/completions
  /v1/acc/gw/openai                                   => openai authorization /v1/acc/gw/openai/chat/completions
  /v1/acc/gw/compat/chat/completions                  => openai authorization /v1/acc/gw/compat/chat/completions
  /v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2024-10-21 => openai authorization /v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2024-10-21
  /openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21 => openai authorization /openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
  /openai?api-version=soon                            => openai authorization /openai/chat/completions?api-version=soon
  /api                                                => openai authorization /api/chat/completions
  /api/chat/completions                               => openai authorization /api/chat/completions
  /chat/completions                                   => openai authorization /chat/completions
  /paas/v4                                            => openai authorization /paas/v4/chat/completions
  /models                                             => openai authorization /models/chat/completions
  /inference/v1/models/x                              => openai authorization /inference/v1/chat/completions
  /x?key=a%20b                                        => openai authorization /x/chat/completions?key=a%20b
  /openai/v1/realtime                                 => refused the realtime API is not used here
`);

/** Whole addresses, and what stands in the box in place of one. */
export const wholeRows = lines(`
  https://r.cognitiveservices.azure.com/v1            => v1 api-key https://r.cognitiveservices.azure.com/openai/v1/chat/completions
  https://r.services.ai.azure.com/models              => v1 api-key https://r.services.ai.azure.com/openai/v1/chat/completions
  https://eastus.api.cognitive.microsoft.com/         => v1 api-key https://eastus.api.cognitive.microsoft.com/openai/v1/chat/completions
  [openai] https://r.openai.azure.us/v1               => v1 api-key https://r.openai.azure.us/openai/v1/chat/completions
  https://api.openai.com                              => openai authorization https://api.openai.com/v1/chat/completions
  https://api.openai.com/v1/                          => openai authorization https://api.openai.com/v1/chat/completions
  https://api.openai.com/openai/v1                    => openai authorization https://api.openai.com/v1/chat/completions
  https://api.openai.com/chat/completions             => openai authorization https://api.openai.com/v1/chat/completions
  https://api.openai.com/v1/chat/completions          => openai authorization https://api.openai.com/v1/chat/completions
  https://us.api.openai.com/v1/responses              => openai authorization https://us.api.openai.com/v1/chat/completions
  [openai] https://api.groq.com/openai/v1             => openai authorization https://api.groq.com/openai/v1/chat/completions
  [openai] https://api.deepinfra.com/v1/openai        => openai authorization https://api.deepinfra.com/v1/openai/chat/completions
  [openai] https://generativelanguage.googleapis.com/v1beta/openai/ => openai authorization https://generativelanguage.googleapis.com/v1beta/openai/chat/completions
  https://router.huggingface.co/v1                    => openai authorization https://router.huggingface.co/v1/chat/completions
  https://gateway.ai.cloudflare.com/v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2023-05-15 => dated api-key https://gateway.ai.cloudflare.com/v1/acc/gw/azure-openai/res/dep/chat/completions?api-version=2023-05-15
  https://x.azure-api.net/openai/chat/completions?api-version=2025-01-01-preview => dated api-key https://x.azure-api.net/openai/chat/completions?api-version=2025-01-01-preview
  localhost:11434/v1                                  => openai authorization http://localhost:11434/v1/chat/completions
  127.0.0.1:4010/openai                               => v1 api-key http://127.0.0.1:4010/openai/v1/chat/completions
  AZURE_OPENAI_ENDPOINT="https://r.openai.azure.com/V1", => v1 api-key https://r.openai.azure.com/openai/v1/chat/completions
  GET   https://x.azure-api.net/team/openai/v1/models => v1 api-key https://x.azure-api.net/team/openai/v1/chat/completions
  wss://r.openai.azure.com/openai/realtime            => refused the realtime API is not used here
  https://user:pw@gw.example/openai                   => refused remove the user name and password
  https://portal.azure.com/#@t/resource/x             => refused portal.azure.com is a page for people
`);
