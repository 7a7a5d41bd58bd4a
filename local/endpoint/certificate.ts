/** A key and a certificate, both PEM. */
export interface ServerCertificate {
  privateKey: string;
  certificate: string;
}

let made: Promise<ServerCertificate> | undefined;

/** A certificate for localhost and 127.0.0.1, made once per process and never written down. */
export function localCertificate(): Promise<ServerCertificate> {
  made ??= makeCertificate();
  return made;
}

async function makeCertificate(): Promise<ServerCertificate> {
  const { generate } = await import("selfsigned");
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { privateKey: made.private, certificate: made.cert };
}
