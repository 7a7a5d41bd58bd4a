import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** An entry of the lockfile, as far as this script reads and writes it. */
interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

/** The lockfile, as far as this script reads and writes it. */
interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const systems = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const processors = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "x64"];

/** What the name of a platform's binary says of its platform, such as linux-x64-musl. */
const platformOf = (name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> => {
  const words = (name.split("/").at(-1) ?? name).split("-");
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  const isMusl = words.some((word) => word.startsWith("musl"));
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(isMusl && { libc: ["musl"] }) };
};

/** The optional dependencies that no entry of the lockfile is about, by name, with their versions. */
export const missingEntries = ({ packages }: Lockfile): Array<[name: string, entry: LockedPackage]> => {
  const missing = new Map<string, LockedPackage>();
  for (const [location, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (`node_modules/${name}` in packages || `${location}/node_modules/${name}` in packages) continue;
      missing.set(name, {
        version: version.replace(/^[~^]/, ""),
        ...(dev && { dev }),
        optional: true,
        ...platformOf(name),
      });
    }
  }
  return [...missing];
};

const file = path.join(__dirname, "../package-lock.json");

/** Reads the project's lockfile. */
export const readLockfile = (): Lockfile => JSON.parse(readFileSync(file, "utf8"));

const complete = (): void => {
  const lockfile = readLockfile();
  const added = missingEntries(lockfile);
  const all = [
    ...Object.entries(lockfile.packages),
    ...added.map(([name, entry]) => [`node_modules/${name}`, entry] as const),
  ];
  const sorted = all.sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} entries added.`);
};

if (require.main === module) complete();
