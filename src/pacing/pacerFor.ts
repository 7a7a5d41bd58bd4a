import { Memory } from "../text/Memory";
import { Pacer } from "./pacer";

/** The pacers of this process: parallel steps share a quota, and so a pacer. */
const pacers = new Memory<Pacer>(200);

/** The pacer of a deployment with a credential, by a key that tells them apart. */
export const pacerFor = (key: string): Pacer => pacers.recall(key, () => new Pacer());
