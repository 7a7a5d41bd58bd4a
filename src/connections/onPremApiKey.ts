import { onPremConnection } from "@prismatic-io/spectral";
import { apiKey } from "./apiKey";
import { tunnelFields } from "./tunnelFields";

/** Connection with a key for a service that the platform's on-premises agent alone reaches. */
export const onPremApiKey = onPremConnection({
  key: "onPremApiKey",
  display: {
    label: "API Key (On-Premises Agent)",
    description: "Reach a private endpoint or a gateway in a network by the on-premises agent, with a key",
  },
  inputs: { ...tunnelFields, ...apiKey.inputs },
});
