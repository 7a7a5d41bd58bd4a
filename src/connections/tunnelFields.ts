/** Fields of the connections that lead through the platform's on-premises agent, which fills in the first two. */
export const tunnelFields = {
  host: {
    label: "Host",
    type: "string",
    required: true,
    shown: true,
    onPremControlled: true,
    comments: "Where the on-premises agent takes connections. It is filled in when an agent is chosen.",
    placeholder: "Filled in by the agent",
    example: "localhost",
  },
  port: {
    label: "Port",
    type: "string",
    required: true,
    shown: true,
    onPremControlled: true,
    default: "443",
    comments: "The port there. It is filled in when an agent is chosen.",
    placeholder: "Filled in by the agent",
    example: "443",
  },
  tlsName: {
    label: "TLS Name",
    type: "string",
    required: false,
    shown: true,
    comments:
      "The name on the service's certificate, which also goes out as the header Host. Empty means the host in Endpoint; needed where Endpoint has an IP address.",
    placeholder: "Enter a host name",
    example: "gateway.plant.example",
  },
  trustedAuthority: {
    label: "Trusted Authority",
    type: "text",
    required: false,
    shown: true,
    comments:
      "The certificate of the authority that issued the service's, where that is no public one, as PEM text. A self-signed one of the service is taken as well.",
    placeholder: "Enter the PEM text",
    example: "-----BEGIN CERTIFICATE----- … -----END CERTIFICATE-----",
  },
} as const;
