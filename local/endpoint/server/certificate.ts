/** A key and a certificate, both PEM. */
export interface ServerCertificate {
  privateKey: string;
  certificate: string;
}

let made: Promise<ServerCertificate> | undefined;

/** A certificate for localhost and 127.0.0.1, made once per process and never written down. */
export const localCertificate = (): Promise<ServerCertificate> => {
  made ??= makeCertificate();
  return made;
};

const makeCertificate = async (): Promise<ServerCertificate> => {
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
};

/** How the certificate of an application is made. */
export interface ClientCertificateOptions {
  /** The common name. */
  name?: string;
  /** Encrypts the private key. */
  passphrase?: string;
  notBefore?: Date;
  notAfter?: Date;
  /** Signs the certificate; without it the certificate signs itself. */
  issuer?: ServerCertificate;
}

/** A new RSA certificate for an application to prove itself with, as an app registration takes it. */
export const makeClientCertificate = async (
  options: ClientCertificateOptions = {},
): Promise<ServerCertificate> => {
  const { name = "local application", passphrase, notBefore, notAfter, issuer } = options;
  const { generate } = await import("selfsigned");
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "rsa",
    keySize: 2048,
    algorithm: "sha256",
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(notBefore === undefined ? {} : { notBeforeDate: notBefore }),
    ...(notAfter === undefined ? {} : { notAfterDate: notAfter }),
    ...(issuer === undefined ? {} : { ca: { key: issuer.privateKey, cert: issuer.certificate } }),
  });
  return { privateKey: made.private, certificate: made.cert };
};
