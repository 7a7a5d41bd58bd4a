import dns from "node:dns";
import { promisify } from "node:util";

describe("the tests", () => {
  const elsewhere = "login.microsoftonline.com";

  it("look up no name of another machine, whatever a network would say", async () => {
    const told = { code: "ENOTFOUND", hostname: elsewhere };
    await expect(promisify(dns.lookup)(elsewhere)).rejects.toMatchObject(told);
    await expect(dns.promises.lookup(elsewhere)).rejects.toMatchObject(told);
  });

  it("look up their own machine", async () => {
    await expect(dns.promises.lookup("localhost")).resolves.toHaveProperty("address");
    await expect(dns.promises.lookup("127.0.0.1")).resolves.toMatchObject({ address: "127.0.0.1" });
  });
});
