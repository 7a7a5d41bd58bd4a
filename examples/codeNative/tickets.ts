import {
  type Connection,
  componentManifests,
  configPage,
  connectionConfigVar,
  flow,
  integration,
} from "@prismatic-io/spectral";
// Written by: npm run manifest -- examples/codeNative/manifest
import azureOpenAI, { type TriggerData } from "./manifest/src";

const connectionName = "Azure OpenAI";

const connectionOf = (configVars: object): Connection =>
  (configVars as Record<string, Connection>)[connectionName] as Connection;

/** A ticket, as the helpdesk posts it to the flow's webhook. */
interface Ticket {
  subject: string;
  text: string;
}

const answerTicket = flow({
  name: "Answer Ticket",
  stableKey: "answer-ticket",
  description: "Finds out what a ticket is about, and drafts an answer",
  isSynchronous: true,
  onExecution: async ({ configVars }, { onTrigger }) => {
    const connection = connectionOf(configVars);
    const { subject, text } = onTrigger.results.body.data as Ticket;
    const { data: classified } = await azureOpenAI.actions.classifyText.perform({
      connection,
      text: `${subject}\n\n${text}`,
      categories: { Billing: "Invoices, payments and refunds", Access: "Passwords, accounts and logins" },
    });
    const { data: answer } = await azureOpenAI.actions.createChatCompletion.perform({
      connection,
      systemPrompt: "Answer this ticket politely, in its language, in five sentences at most.",
      userPrompt: text,
      modelSettings: { maxOutputTokens: "400" },
    });
    return {
      data: {
        category: classified.category,
        draft: answer.output_text,
        tokens: answer.tokens?.output ?? null,
      },
    };
  },
});

const collectAnswers = flow({
  name: "Collect Answers",
  stableKey: "collect-answers",
  description: "Reads what the batches that finished have answered",
  onTrigger: {
    component: "azureOpenai",
    key: "batchFinished",
    values: { connection: { configVar: connectionName }, statuses: { value: ["completed"] } },
  },
  schedule: { value: "*/5 * * * *" },
  onExecution: async ({ configVars }, { onTrigger }) => {
    const { batches } = onTrigger.results.body.data as TriggerData<"batchFinished">;
    const { data } = await azureOpenAI.actions.getBatchResults.perform({
      connection: connectionOf(configVars),
      batchIds: batches.map(({ batch }) => batch.id),
    });
    return { data: data.results.map(({ customId, output_text }) => ({ customId, output_text })) };
  },
});

export default integration({
  name: "Tickets",
  description: "Answers tickets at once, and collects what was answered overnight",
  flows: [answerTicket, collectAnswers],
  configPages: {
    Configuration: configPage({
      elements: {
        [connectionName]: connectionConfigVar({
          stableKey: "azure-openai",
          dataType: "connection",
          connection: { component: "azureOpenai", key: "apiKey", values: {} },
        }),
      },
    }),
  },
  // The generated actions look the component up by its key in camel case.
  componentRegistry: componentManifests({ azureOpenai: azureOpenAI }),
});
