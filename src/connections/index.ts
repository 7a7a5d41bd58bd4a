import { apiKey } from "./apiKey";
import { entraServicePrincipal } from "./entraServicePrincipal";
import { entraToken } from "./entraToken";
import { entraUser } from "./entraUser";

/** Every way to authenticate, the default first. */
export const connections = [apiKey, entraServicePrincipal, entraUser, entraToken];
