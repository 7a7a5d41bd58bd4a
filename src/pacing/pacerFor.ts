import { Memory } from "../text/Memory";
import { Pacer } from "./pacer";

/** The pacers of this process. Parallel steps that share a quota share its pacer. */
const pacers = new Memory<Pacer>(200);

/** The pacer of one deployment used with one credential; the key stands for both. */
export const pacerFor = (key: string): Pacer => pacers.recall(key, () => new Pacer());
