import { generateKeyPairSync } from "node:crypto";
import { localCertificate } from "../../../local/endpoint/server/certificate";
import { readCertificate } from "../../../src/client/identity/certificate";
import { useTestClock } from "../../support/hooks";
import { shownByError } from "../../support/leaks";
import { startMs } from "../../support/testClock";
import { type AppCertificate, linesOf, makeAppCertificate } from "./pem";

const passphrase = "correct horse battery staple";
const cipher = "aes-256-cbc";
const day = 86_400_000;

const clock = useTestClock();
let own: AppCertificate;
let other: AppCertificate;
let elliptic: { privateKey: string; certificate: string };

beforeAll(async () => {
  [own, other] = await Promise.all([makeAppCertificate(), makeAppCertificate()]);
  elliptic = await localCertificate();
});

const encryptedKey = (type: "pkcs1" | "pkcs8") =>
  own.key.export({ type, format: "pem", cipher, passphrase }).toString();

const errorOf = (pasted: string, phrase = ""): Error => {
  try {
    readCertificate(pasted, phrase);
  } catch (error) {
    return error as Error;
  }
  throw new Error("It was accepted.");
};

/** A block of this type whose content is no such thing, but would be read as base64. */
const block = (type: string, content = "bm90aGluZyBhdCBhbGwgdGhhdCBjYW4gYmUgcmVhZA==") =>
  `-----BEGIN ${type}-----\n${content}\n-----END ${type}-----\n`;

const notPem =
  "Certificate: this is not PEM text. Paste the certificate and its private key, each between BEGIN and END lines; openssl pkcs12 -in file.pfx -out file.pem makes them of a PFX file.";
const noKey = "Certificate: the private key is missing. Paste it below the certificate.";
const noCertificate =
  "Certificate: only the private key is here. Paste the certificate too, and its chain where it has one.";
const noPassphrase = "Certificate Passphrase: the private key is encrypted. Enter its passphrase.";
const wrongPassphrase =
  "Certificate Passphrase: it does not open the private key. Check it, or remove it from the key.";
const otherKey =
  "Certificate: the private key belongs to another certificate. Paste the two that belong together.";
const notRsa = "Certificate: Microsoft Entra takes RSA keys alone.";
const unreadableKey = "Certificate: its private key can't be read. Paste the whole PEM file again.";
const unreadableCertificate = "Certificate: it can't be read. Paste the whole PEM file again.";

const refusals: Array<[what: string, pasted: () => string, phrase: string, message: string]> = [
  ["a certificate without its key", () => own.certificatePem, "", noKey],
  ["a key without its certificate", () => own.keyPem, "", noCertificate],
  ["an encrypted key, no passphrase", () => encryptedKey("pkcs8") + own.certificatePem, "", noPassphrase],
  ["a traditional one, no passphrase", () => encryptedKey("pkcs1") + own.certificatePem, "", noPassphrase],
  ["a wrong passphrase", () => encryptedKey("pkcs8") + own.certificatePem, "wrong", wrongPassphrase],
  [
    "a wrong one for a traditional key",
    () => encryptedKey("pkcs1") + own.certificatePem,
    "x",
    wrongPassphrase,
  ],
  ["the key of another certificate", () => other.keyPem + own.certificatePem, "", otherKey],
  ["an EC key", () => elliptic.privateKey + elliptic.certificate, "", notRsa],
  ["an EC key beside an RSA certificate", () => elliptic.privateKey + own.certificatePem, "", notRsa],
  ["a key that is none", () => block("PRIVATE KEY") + own.certificatePem, "", unreadableKey],
  ["a certificate that is none", () => own.keyPem + block("CERTIFICATE"), "", unreadableCertificate],
  ["a key cut off", () => own.keyPem.slice(0, 900) + own.certificatePem, "", noKey],
  ["a public key", () => block("PUBLIC KEY"), "", notPem],
  ["a PFX file's bytes as text", () => "0\u0082\u0010\u0000\u0002\u0001\u00030\u0082", "", notPem],
  ["a PFX file as base64", () => Buffer.from(`0\u0082\n${passphrase}`).toString("base64"), "", notPem],
  ["a certificate as bare base64", () => linesOf(own.certificatePem).join(""), "", notPem],
  ["words", () => "the certificate", "", notPem],
  ["marks without an end", () => "-----BEGIN CERTIFICATE-----", "", notPem],
];

describe("a certificate is refused", () => {
  it.each(refusals)("%s", (_what, pasted, phrase, message) => {
    const error = errorOf(pasted(), phrase);
    expect(error).toMatchObject({ name: "FieldError", message });
  });

  it.each(refusals)("%s: and no line of a key is shown", (_what, pasted, phrase) => {
    const shown = shownByError(errorOf(pasted(), phrase));
    const secret = linesOf(own.keyPem, other.keyPem, elliptic.privateKey, pasted());
    expect(secret.filter((line) => shown.includes(line))).toEqual([]);
  });

  it("with an Edwards curve key too", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(errorOf(key + own.certificatePem).message).toBe(notRsa);
  });
});

describe("a certificate's time", () => {
  const validFor = async (fromMs: number, toMs: number) => {
    const made = await makeAppCertificate({ notBefore: new Date(fromMs), notAfter: new Date(toMs) });
    return made.keyPem + made.certificatePem;
  };

  it("that is over is refused, with the day", async () => {
    const pasted = await validFor(startMs - 30 * day, startMs - day);
    expect(errorOf(pasted).message).toBe(
      "Certificate: it expired on 2026-11-20. Upload a new one to the app registration, and paste it here.",
    );
  });

  it("that has not begun is refused, with the day", async () => {
    const pasted = await validFor(startMs + 2 * day, startMs + 30 * day);
    expect(errorOf(pasted).message).toBe("Certificate: it is not valid before 2026-11-23.");
  });

  it("is looked at again while the process runs", async () => {
    const pasted = await validFor(startMs - day, startMs + day);
    expect(readCertificate(pasted, "").pem).toContain("CERTIFICATE");
    clock.advance(day);
    expect(errorOf(pasted).message).toContain("it expired on 2026-11-22");
  });

  it("is the application's own alone: an expired issuer beside it is not looked at", async () => {
    const issuer = await makeAppCertificate({
      notBefore: new Date(startMs - 30 * day),
      notAfter: new Date(startMs - day),
    });
    const pasted = issuer.certificatePem + own.keyPem + own.certificatePem;
    expect(readCertificate(pasted, "").pem).toContain("CERTIFICATE");
  });
});

describe("a text that is made to take long", () => {
  it.each<[what: string, pasted: string]>([
    ["beginnings without an end", "-----BEGIN A-----".repeat(10_000)],
    [
      "beginnings of other types",
      Array.from({ length: 8_000 }, (_, index) => `-----BEGIN ${index} A-----`).join(""),
    ],
    ["ends without a beginning", "-----END CERTIFICATE-----".repeat(7_000)],
    ["hyphens", "-".repeat(190_000)],
    ["one beginning and blanks", `-----BEGIN CERTIFICATE-----${" ".repeat(190_000)}`],
  ])("is looked at once: %s", (_what, pasted) => {
    expect(errorOf(pasted).message).toBe(notPem);
  });

  it("is refused when it is longer than any certificate", () => {
    expect(errorOf("-----BEGIN A-----".repeat(20_000)).message).toBe(
      "Certificate: it is longer than any certificate with its chain. Paste the PEM file alone.",
    );
  });

  it("may hold a block that does not end in front of those that do", () => {
    const pasted = `-----BEGIN PRIVATE KEY-----\nzzzz\n${own.keyPem}${own.certificatePem}`;
    expect(readCertificate(pasted, "").pem).toContain("CERTIFICATE");
  });
});
