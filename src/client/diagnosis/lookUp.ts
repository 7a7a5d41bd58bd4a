import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { proxyFor } from "../network/agents";
import type { Tunnel } from "../network/tunnel";
import { type Reach, within } from "./reach";

/** Address ranges that can't be reached from outside a network (RFC 1918, 4193, 3927 and 4291). */
const privateRanges = new BlockList();
privateRanges.addSubnet("10.0.0.0", 8);
privateRanges.addSubnet("172.16.0.0", 12);
privateRanges.addSubnet("192.168.0.0", 16);
privateRanges.addSubnet("169.254.0.0", 16);
privateRanges.addSubnet("fc00::", 7, "ipv6");
privateRanges.addSubnet("fe80::", 10, "ipv6");

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

const kindOf = (address: string): string => {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (loopback.check(address, family)) return "this machine";
  return privateRanges.check(address, family) ? "private, as of a private endpoint" : "public";
};

const search = async (host: string): Promise<Reach> => {
  try {
    const found = await lookup(host, { all: true });
    const addresses = found.map(({ address }) => `${address} (${kindOf(address)})`);
    return addresses.length > 0 ? { detail: `${host} is ${addresses.join(", ")}.` } : { code: "ENOTFOUND" };
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? "EAI_AGAIN" };
  }
};

/** True where the environment names a proxy for the host, even one that can't be used. */
const hasProxy = (origin: URL): boolean => {
  try {
    return proxyFor(origin) !== undefined;
  } catch {
    return true;
  }
};

/** Looks up the host's name, unless it is an address, or a proxy looks it up. */
export const lookUp = async (origin: URL, limitMs: number, tunnel?: Tunnel): Promise<Reach> => {
  const host = origin.hostname.replace(/^\[|\]$/g, "");
  if (tunnel) return { detail: `The on-premises agent leads to ${host}: nothing to look up here.` };
  if (hasProxy(origin)) return { detail: `The proxy of HTTPS_PROXY looks ${host} up.` };
  if (isIP(host)) return { detail: `${host} (${kindOf(host)}) is an address, nothing to look up.` };
  return within(limitMs, search(host), { code: "EAI_AGAIN" });
};
