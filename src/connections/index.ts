import { apiKey } from "./apiKey";
import { entraServicePrincipal } from "./entraServicePrincipal";

/** Every way to authenticate, the default first. */
export const connections = [apiKey, entraServicePrincipal];
