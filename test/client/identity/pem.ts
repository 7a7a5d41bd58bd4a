import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import {
  type ClientCertificateOptions,
  makeClientCertificate,
} from "../../../local/endpoint/server/certificate";
import { startMs } from "../../support/testClock";

/** An application's key and certificate, made for one test file. */
export interface AppCertificate {
  key: KeyObject;
  /** PKCS#8. */
  keyPem: string;
  certificatePem: string;
}

const day = 86_400_000;

/** A certificate that is valid around the time at which test clocks start, unless it is told otherwise. */
export const makeAppCertificate = async (options: ClientCertificateOptions = {}): Promise<AppCertificate> => {
  const { privateKey, certificate } = await makeClientCertificate({
    notBefore: new Date(startMs - 30 * day),
    notAfter: new Date(startMs + 30 * day),
    ...options,
  });
  return {
    key: createPrivateKey(privateKey),
    keyPem: createPrivateKey(privateKey).export({ type: "pkcs8", format: "pem" }).toString(),
    certificatePem: new X509Certificate(certificate).toString(),
  };
};

/** A certificate that another one signed. */
export const makeIssuedCertificate = (
  issuer: AppCertificate,
  options: ClientCertificateOptions = {},
): Promise<AppCertificate> =>
  makeAppCertificate({
    name: "issued application",
    ...options,
    issuer: { privateKey: issuer.keyPem, certificate: issuer.certificatePem },
  });

/** The base64 lines of PEM texts, long enough to be told from words. */
export const linesOf = (...pems: string[]): string[] =>
  pems.flatMap((pem) => pem.split(/\s+/)).filter((line) => /^[\w+/=]{32,}$/.test(line));

/** The first certificate of a PEM text, by its fingerprint. */
export const firstCertificateIn = (pem: string): string =>
  new X509Certificate(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/s.exec(pem)?.[0] ?? "")
    .fingerprint256;

/** A certificate's fingerprint. */
export const fingerprintOf = ({ certificatePem }: AppCertificate): string =>
  new X509Certificate(certificatePem).fingerprint256;
