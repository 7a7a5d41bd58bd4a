import { jsonAnswer } from "../../server/answer";
import type { AccountPlace } from "./managedResources";
import { answerFrom, type ManagedWorld } from "./managedWorld";
import { accountTemplate, type ManagementRoute } from "./managementRoute";
import { refuseMissingResource } from "./refusals";

const all = `${accountTemplate}/raiPolicies`;

/** The policies of the content filter that an account has. A deployment may name one that it does not have. */
export const contentFilterRoutes = (world: ManagedWorld): ManagementRoute[] => [
  {
    method: "GET",
    path: all,
    action: "Microsoft.CognitiveServices/accounts/raiPolicies/read",
    answer: ({ names }) =>
      answerFrom(world.findAccount(names), (place) =>
        place.store.contentFilters.map((name) => policyEntry(place, name)),
      ),
  },
  {
    method: "GET",
    path: `${all}/{name}`,
    action: "Microsoft.CognitiveServices/accounts/raiPolicies/read",
    answer: ({ names }) =>
      answerFrom(world.findParent(names), (place) => {
        const { contentFilters } = place.store;
        const found = contentFilters.find((name) => name.toLowerCase() === names.name.toLowerCase());
        if (found !== undefined) return jsonAnswer(policyEntry(place, found));
        const type = `Microsoft.CognitiveServices/accounts/${names.account}/raiPolicies`;
        return refuseMissingResource(type, names.name, names.group);
      }),
  },
];

const policyEntry = ({ id }: AccountPlace, name: string) => ({
  id: `${id}/raiPolicies/${name}`,
  name,
  type: "Microsoft.CognitiveServices/accounts/raiPolicies",
  properties: {
    type: name.startsWith("Microsoft.") ? "SystemManaged" : "UserManaged",
    mode: "Default",
    contentFilters: ["Hate", "Sexual", "Violence", "Selfharm"].flatMap((category) =>
      ["Prompt", "Completion"].map((source) => ({
        ...{ name: category, source, enabled: true, blocking: true, severityThreshold: "Medium" },
      })),
    ),
  },
});
