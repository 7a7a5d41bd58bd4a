import { apiKey } from "./apiKey";
import { entraServicePrincipal } from "./entraServicePrincipal";
import { entraToken } from "./entraToken";
import { entraUser } from "./entraUser";
import { onPremApiKey } from "./onPremApiKey";
import { onPremServicePrincipal } from "./onPremServicePrincipal";

/** Every way to authenticate, the default first. */
export const connections = [
  apiKey,
  entraServicePrincipal,
  entraUser,
  entraToken,
  onPremApiKey,
  onPremServicePrincipal,
];
