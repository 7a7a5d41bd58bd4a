import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { localCertificate } from "../../local/endpoint/server/certificate";

/** Makes this process trust the local certificate of scripted servers and Entra authorities, until the function returned is called. */
export const trustLocalCertificate = async (): Promise<() => void> => {
  const former = getCACertificates("default");
  const { certificate } = await localCertificate();
  setDefaultCACertificates([...former, certificate]);
  return () => setDefaultCACertificates(former);
};
