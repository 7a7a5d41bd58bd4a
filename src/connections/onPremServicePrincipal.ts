import { onPremConnection } from "@prismatic-io/spectral";
import { entraServicePrincipal } from "./entraServicePrincipal";
import { tunnelFields } from "./tunnelFields";

/** Connection with an app registration for a service that the platform's on-premises agent alone reaches. */
export const onPremServicePrincipal = onPremConnection({
  key: "onPremServicePrincipal",
  display: {
    label: "Microsoft Entra Service Principal (On-Premises Agent)",
    description:
      "Reach a private endpoint or a gateway in a network by the on-premises agent, with an app registration",
  },
  inputs: { ...tunnelFields, ...entraServicePrincipal.inputs },
});
